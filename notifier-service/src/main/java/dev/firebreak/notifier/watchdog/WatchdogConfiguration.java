package dev.firebreak.notifier.watchdog;

import dev.firebreak.eventlog.EventLog;
import dev.firebreak.eventlog.Transactions;
import dev.firebreak.notifier.delivery.Guards;
import dev.firebreak.notifier.delivery.Lanes;
import dev.firebreak.notifier.message.HttpMessenger;
import dev.firebreak.notifier.obligation.Notifier;
import dev.firebreak.notifier.obligation.ObligationSettings;
import dev.firebreak.notifier.obligation.ObligationStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({WatchdogSettings.class, LastResortSettings.class})
class WatchdogConfiguration {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @Bean
    Heartbeat outwardHeartbeat(WatchdogSettings settings, Guards guards, MeterRegistry metrics, InstantSource clock) {
        @Nullable String written = settings.heartbeatOut();
        HttpMessenger http = new HttpMessenger(
                "whoever awaits the heartbeat", guards, new HttpMessenger.Terms(TIMEOUT, TIMEOUT, true), clock);
        return new Heartbeat(
                http,
                written == null || written.isBlank() ? null : URI.create(written.strip()),
                settings.heartbeatEvery(),
                metrics);
    }

    @Bean
    Watchdog.Raising raising(
            EventLog eventLog,
            ObligationStore obligations,
            LastResortSettings lastResort,
            List<Notifier> notifiers,
            Lanes lanes,
            ObligationSettings settings) {
        return new Watchdog.Raising(
                eventLog, obligations, lastResort.lastResort().ways(notifiers), lanes, settings.callWithin());
    }

    @Bean
    Watchdog watchdog(
            Transactions transactions,
            DatabaseClient database,
            Watchdog.Raising raising,
            Heartbeat heartbeat,
            WatchdogSettings settings) {
        return new Watchdog(transactions, new LateStore(database), raising, heartbeat, settings);
    }
}
