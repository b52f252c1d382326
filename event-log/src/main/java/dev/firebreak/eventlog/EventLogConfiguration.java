package dev.firebreak.eventlog;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.r2dbc.ConnectionFactoryDecorator;
import org.springframework.cloud.stream.binder.kafka.config.ClientFactoryCustomizer;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;

/** Import it into a service: log, relay, inbox, and consumers that lose nothing. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EventLogSettings.class)
public class EventLogConfiguration {
    private static final Duration ANSWERED_AT_ONCE = Duration.ofMillis(5);
    private static final Duration LOOKED_AGAIN_FOR = Duration.ofMillis(5);

    @Bean
    Transactions transactions(ReactiveTransactionManager manager) {
        return new Transactions(manager);
    }

    @Bean
    ConnectionFactoryDecorator commitProves() {
        return new CommitProves();
    }

    @Bean
    EventLog eventLog(DatabaseClient database, OutboxRelay relay) {
        return new EventLog(database, relay);
    }

    @Bean
    Inbox inbox(DatabaseClient database) {
        return new Inbox(database);
    }

    @Bean
    BatchInbox batchInbox(Inbox inbox, Transactions transactions) {
        return new BatchInbox(inbox, transactions);
    }

    @Bean
    InboxCleanup inboxCleanup(Inbox inbox, EventLogSettings settings) {
        return new InboxCleanup(inbox, settings.inboxKeptFor());
    }

    @Bean
    OutboxRelay outboxRelay(
            ConnectionFactory connections,
            EventLogSettings settings,
            ObjectProvider<MeterRegistry> registry,
            ObjectProvider<InstantSource> clock) {
        OutboxMetrics metrics = new OutboxMetrics(
                registry.getIfAvailable(SimpleMeterRegistry::new), clock.getIfAvailable(InstantSource::system));
        return new OutboxRelay(connections, new Producers(settings.bootstrapServers()), settings, metrics);
    }

    @Bean
    RecordSender recordSender(EventLogSettings settings) {
        return new RecordSender(new Producers(settings.bootstrapServers()));
    }

    @Bean
    DeadLetters deadLetters(RecordSender sender, ObjectProvider<InstantSource> clock) {
        return new DeadLetters(sender, clock.getIfAvailable(InstantSource::system));
    }

    @Bean
    RecordConsumers recordConsumers(DeadLetters deadLetters, EventLogSettings settings) {
        return new RecordConsumers(deadLetters, settings.handlingTimeout());
    }

    @Bean
    ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> containerSettings(EventLogSettings settings) {
        return new ContainerSettings(settings.slowestRetry());
    }

    @Bean
    ClientFactoryCustomizer secondLook() {
        return new ClientFactoryCustomizer() {
            @Override
            public void configure(ConsumerFactory<?, ?> factory) {
                lookTwice(factory);
            }
        };
    }

    private static <K, V> void lookTwice(ConsumerFactory<K, V> factory) {
        factory.addPostProcessor(new SecondLook<>(ANSWERED_AT_ONCE, LOOKED_AGAIN_FOR));
    }
}
