package dev.firebreak.notifier.message;

import dev.firebreak.eventlog.Transactions;
import dev.firebreak.notifier.delivery.LaneStore;
import dev.firebreak.notifier.obligation.Receipts;
import dev.firebreak.notifier.subject.SubjectStore;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

@Configuration(proxyBeanMethods = false)
class MessageConfiguration {
    @Bean
    MessageCourier.Desk messageDesk(
            Transactions transactions,
            DatabaseClient database,
            SubjectStore subjects,
            LaneStore lanes,
            Receipts receipts,
            MeterRegistry metrics) {
        return new MessageCourier.Desk(transactions, new MessageStore(database), subjects, lanes, receipts, metrics);
    }
}
