package dev.firebreak.incident.deadletter;

import dev.firebreak.eventlog.RecordConsumers;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class DeadLetterBindings {
    @Bean
    Consumer<Message<List<byte[]>>> letters(RecordConsumers records, DeadLetterOffice office) {
        return records.raw(office::keep);
    }
}
