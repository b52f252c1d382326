package dev.firebreak.notifier.slack.press;

import dev.firebreak.notifier.command.CommandPublisher;
import dev.firebreak.notifier.slack.SlackClient;
import dev.firebreak.notifier.slack.SlackSettings;
import dev.firebreak.notifier.slack.checklist.Checklists;
import dev.firebreak.notifier.slack.home.Homes;
import dev.firebreak.notifier.slack.modal.Modals;
import dev.firebreak.notifier.slack.notice.Samples;
import dev.firebreak.notifier.slack.people.SlackPeople;
import dev.firebreak.notifier.slack.slash.SlashCommands;
import dev.firebreak.notifier.subject.SubjectStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

@Configuration(proxyBeanMethods = false)
class PressConfiguration {
    @Bean
    RequestSignature requestSignature(SlackSettings settings) {
        return new RequestSignature(settings.secrets());
    }

    @Bean(destroyMethod = "dispose")
    Scheduler pressThreads() {
        return Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor(), "slack-press");
    }

    @Bean(destroyMethod = "stop")
    BoltApp boltApp(
            CommandPublisher commands,
            SlashCommands slashCommands,
            Modals modals,
            SlackPeople people,
            SubjectStore subjects,
            Homes homes,
            Checklists checklists,
            Samples samples,
            SlackSettings settings,
            InstantSource clock,
            MeterRegistry metrics) {
        PrivateAnswers answers = new PrivateAnswers(WebClient.create(), settings.api());
        Presses presses = new Presses(
                commands,
                modals,
                people,
                subjects,
                answers,
                homes,
                new ChecklistPresses(checklists),
                samples,
                clock,
                metrics);
        return new BoltApp(presses, slashCommands, modals);
    }

    @Bean
    SlackEvents slackEvents(BoltApp bolt, Homes homes) {
        return new SlackEvents(bolt, homes);
    }

    @Bean
    @ConditionalOnExpression("!'${firebreak.slack.app-token:}'.isBlank()")
    SocketMode socketMode(SlackSettings settings, SlackClient slack, SlackEvents events) {
        return new SocketMode(settings.appSecret(), slack, events);
    }
}
