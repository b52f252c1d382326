package dev.firebreak.incident.notification;

import dev.firebreak.eventlog.Decoder;
import dev.firebreak.eventlog.Received;
import dev.firebreak.eventlog.RecordConsumers;
import dev.firebreak.model.notification.NotificationFact;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class NotificationBindings {
    @Bean
    Consumer<Message<List<byte[]>>> notifications(RecordConsumers records, ReceiptKeeper receipts) {
        return records.batch(Decoder.of(NotificationFact.class), batch -> receipts.keepAll(Received.values(batch)));
    }
}
