package dev.firebreak.notifier.pagerduty;

import dev.firebreak.eventlog.Transactions;
import dev.firebreak.model.Secrets;
import dev.firebreak.notifier.NotifierSettings;
import dev.firebreak.notifier.delivery.Guards;
import dev.firebreak.notifier.delivery.LaneStore;
import dev.firebreak.notifier.obligation.Receipts;
import dev.firebreak.notifier.subject.SubjectStore;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.reactive.function.client.WebClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PagerDutySettings.class)
class PagerDutyConfiguration {
    @Bean
    PagerDutyNotifier pagerDutyNotifier() {
        return new PagerDutyNotifier();
    }

    @Bean
    PageStore pageStore(DatabaseClient database) {
        return new PageStore(database);
    }

    @Bean
    PagerDutyCourier pagerDutyCourier(
            Transactions transactions,
            PageStore pages,
            SubjectStore subjects,
            LaneStore lanes,
            PagerDutyCourier.Dispatch dispatch,
            Receipts receipts,
            MeterRegistry metrics) {
        return new PagerDutyCourier(transactions, pages, subjects, lanes, dispatch, receipts, metrics);
    }

    @Bean
    PagerDutyCourier.Dispatch pagerDutyDispatch(
            PagerDutySettings settings, NotifierSettings notifier, Guards guards, Environment environment) {
        PagerDutyClient client = new PagerDutyClient(
                WebClient.builder().baseUrl(settings.api().toString()).build(),
                guards.breaker("pagerduty"),
                guards.timeLimiter("pagerduty", settings.timeout()),
                guards.secondTry("pagerduty"));
        return new PagerDutyCourier.Dispatch(
                client,
                new PagerDutyEvents(notifier.consoleAddress()),
                new Secrets(environment::getProperty),
                settings.rate());
    }
}
