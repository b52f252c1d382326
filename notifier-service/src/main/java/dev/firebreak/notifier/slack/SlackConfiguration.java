package dev.firebreak.notifier.slack;

import dev.firebreak.eventlog.Transactions;
import dev.firebreak.notifier.NotifierSettings;
import dev.firebreak.notifier.delivery.Guards;
import dev.firebreak.notifier.delivery.LaneStore;
import dev.firebreak.notifier.obligation.ObligationStore;
import dev.firebreak.notifier.obligation.Receipts;
import dev.firebreak.notifier.routing.Quiet;
import dev.firebreak.notifier.slack.card.CardRenderer;
import dev.firebreak.notifier.subject.SubjectStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SlackSettings.class)
class SlackConfiguration {
    @Bean
    SlackCourier.Stores slackStores(DatabaseClient database, SubjectStore subjects, LaneStore lanes) {
        return new SlackCourier.Stores(new CardStore(database), new ThreadStore(database), subjects, lanes);
    }

    @Bean
    SlackNotifier slackNotifier(
            DatabaseClient database,
            SlackCourier.Stores stores,
            WhisperStore whispers,
            SlackSettings settings,
            Quiet quiet,
            InstantSource clock) {
        return new SlackNotifier(new WantedCards(database), stores.threads(), whispers, settings, quiet, clock);
    }

    @Bean
    WhisperStore whisperStore(DatabaseClient database) {
        return new WhisperStore(database);
    }

    @Bean
    WhisperCourier whisperCourier(
            WhisperStore whispers, Transactions transactions, SlackClient slack, SlackSettings settings) {
        return new WhisperCourier(whispers, transactions, slack, settings);
    }

    @Bean
    SlackClient slackClient(SlackSettings settings, Guards guards) {
        return new SlackClient(
                settings,
                guards.breaker("slack"),
                guards.timeLimiter("slack", settings.timeout().plusMillis(500)));
    }

    @Bean
    SlackCourier slackCourier(
            Transactions transactions,
            SlackCourier.Stores stores,
            SlackClient slack,
            ObligationStore obligations,
            Receipts receipts,
            SlackSettings settings,
            NotifierSettings notifier,
            MeterRegistry metrics) {
        SlackMessages messages = new SlackMessages(slack);
        SlackCall call =
                new SlackCall(messages, transactions, stores, obligations, receipts, metrics, settings.settle());
        BundleCall bundles = new BundleCall(messages, transactions, stores, obligations, receipts);
        return new SlackCourier(
                transactions, stores, call, bundles, new CardRenderer(notifier.consoleAddress()), settings);
    }

    @Bean
    SlackHealth slackHealthIndicator(SlackSettings settings) {
        return new SlackHealth(settings);
    }
}
