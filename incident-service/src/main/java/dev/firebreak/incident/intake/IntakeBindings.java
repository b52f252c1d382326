package dev.firebreak.incident.intake;

import dev.firebreak.eventlog.Decoder;
import dev.firebreak.eventlog.RecordConsumers;
import dev.firebreak.model.alert.Signal;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class IntakeBindings {
    @Bean
    Consumer<Message<List<byte[]>>> alerts(RecordConsumers records, Intake intake) {
        return records.lanes(Decoder.of(Signal.class), intake::take);
    }
}
