package dev.firebreak.eventlog;

import dev.firebreak.model.notification.NotificationFact;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.messaging.Message;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** A service as ours are, reduced to the event log. */
record TestService(ConfigurableApplicationContext context) implements AutoCloseable {
    static TestService start(Infrastructure infrastructure) {
        return new TestService(new SpringApplicationBuilder(Wiring.class)
                .properties("spring.config.name=event-log-test")
                .properties(infrastructure.settings())
                .run());
    }

    EventLog eventLog() {
        return context.getBean(EventLog.class);
    }

    Inbox inbox() {
        return context.getBean(Inbox.class);
    }

    Transactions transactions() {
        return context.getBean(Transactions.class);
    }

    OutboxRelay relay() {
        return context.getBean(OutboxRelay.class);
    }

    DatabaseClient database() {
        return context.getBean(DatabaseClient.class);
    }

    Handling handling() {
        return context.getBean(Handling.class);
    }

    void append(Entry... entries) {
        transactions().commit(eventLog().append(entries)).block();
    }

    @Override
    public void close() {
        context.close();
    }

    /** What was handed on, in order; a test may put its own handler before it. */
    static final class Handling {
        final List<Received<NotificationFact>> done = new CopyOnWriteArrayList<>();
        volatile Function<List<Received<NotificationFact>>, Mono<?>> handler = _ -> Mono.empty();

        Mono<?> handle(List<Received<NotificationFact>> records) {
            return handler.apply(records).then(Mono.fromRunnable(() -> done.addAll(records)));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(EventLogConfiguration.class)
    static class Wiring {
        @Bean
        Handling handling() {
            return new Handling();
        }

        @Bean
        Consumer<Message<List<byte[]>>> batches(RecordConsumers records, Handling handling) {
            return records.batch(Decoder.of(NotificationFact.class), handling::handle);
        }

        @Bean
        Consumer<Message<byte[]>> singles(RecordConsumers records, Handling handling) {
            return records.one(Decoder.of(NotificationFact.class), record -> handling.handle(List.of(record)));
        }
    }
}
