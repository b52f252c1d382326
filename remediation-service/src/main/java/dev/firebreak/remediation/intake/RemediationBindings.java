package dev.firebreak.remediation.intake;

import dev.firebreak.eventlog.Decoder;
import dev.firebreak.eventlog.Received;
import dev.firebreak.eventlog.RecordConsumers;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.IncidentFact;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/** The topics that are read: a batch of facts, or a command, is one transaction. */
@Configuration(proxyBeanMethods = false)
class RemediationBindings {
    /** The inbox keeps both topics apart from other services' records. */
    static final String CONSUMER = "remediation-service";

    @Bean
    Consumer<Message<List<byte[]>>> incidents(RecordConsumers records, IncidentIntake intake) {
        return records.batch(Decoder.of(IncidentFact.class), batch -> intake.take(Received.values(batch)));
    }

    @Bean
    Consumer<Message<byte[]>> commands(RecordConsumers records, CommandIntake intake) {
        return records.one(Decoder.of(Command.class), received -> intake.take(received.value()));
    }
}
