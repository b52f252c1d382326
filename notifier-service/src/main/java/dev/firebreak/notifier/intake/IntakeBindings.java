package dev.firebreak.notifier.intake;

import dev.firebreak.eventlog.Decoder;
import dev.firebreak.eventlog.Inbox;
import dev.firebreak.eventlog.RecordConsumers;
import dev.firebreak.eventlog.Transactions;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.remediation.RemediationFact;
import dev.firebreak.model.wire.Wire;
import dev.firebreak.notifier.delivery.Lanes;
import dev.firebreak.notifier.obligation.Obligations;
import dev.firebreak.notifier.subject.SubjectStore;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/** The two topics that are read, one record at a time. */
@Configuration(proxyBeanMethods = false)
class IntakeBindings {
    @Bean
    FactIntake factIntake(
            Inbox inbox, Transactions transactions, SubjectStore subjects, Obligations obligations, Lanes lanes) {
        return new FactIntake(inbox, transactions, subjects, obligations, lanes);
    }

    @Bean
    Consumer<Message<byte[]>> incidents(RecordConsumers records, FactIntake intake) {
        return records.one(Decoder.of(IncidentFact.class), received -> intake.take(received.value()));
    }

    /** Nobody is told here that automation was paused: what it refuses because of that is told. */
    @Bean
    Consumer<Message<byte[]>> remediations(RecordConsumers records, FactIntake intake) {
        Decoder<RemediationFact> aboutRemediations =
                (type, value) -> type.equals(Wire.AUTOMATION_CHANGED) ? null : Wire.read(value, RemediationFact.class);
        return records.one(aboutRemediations, received -> intake.take(received.value()));
    }
}
