package dev.firebreak.incident.notification;

import dev.firebreak.eventlog.Decoder;
import dev.firebreak.eventlog.RecordConsumers;
import dev.firebreak.model.notification.NotificationFact;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class NotificationBindings {
    @Bean
    Consumer<Message<byte[]>> notifications(RecordConsumers records, ReceiptKeeper receipts) {
        return records.one(Decoder.of(NotificationFact.class), received -> receipts.keep(received.value()));
    }
}
