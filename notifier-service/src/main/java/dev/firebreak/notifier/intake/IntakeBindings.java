package dev.firebreak.notifier.intake;

import dev.firebreak.eventlog.BatchInbox;
import dev.firebreak.eventlog.Decoder;
import dev.firebreak.eventlog.Received;
import dev.firebreak.eventlog.RecordConsumers;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.remediation.RemediationFact;
import dev.firebreak.model.wire.Wire;
import dev.firebreak.notifier.delivery.Lanes;
import dev.firebreak.notifier.obligation.Obligations;
import dev.firebreak.notifier.subject.SubjectStore;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/** The two topics that are read, in batches: a commit for each record would bound the whole. */
@Configuration(proxyBeanMethods = false)
class IntakeBindings {
    @Bean
    FactIntake factIntake(BatchInbox inbox, SubjectStore subjects, Obligations obligations, Lanes lanes) {
        return new FactIntake(inbox, subjects, obligations, lanes);
    }

    @Bean
    Consumer<Message<List<byte[]>>> incidents(RecordConsumers records, FactIntake intake) {
        return records.batch(Decoder.of(IncidentFact.class), batch -> intake.takeIncidents(Received.values(batch)));
    }

    /** Nobody is told here that automation was paused: what it refuses because of that is told. */
    @Bean
    Consumer<Message<List<byte[]>>> remediations(RecordConsumers records, FactIntake intake) {
        Decoder<RemediationFact> aboutRemediations =
                (type, value) -> Wire.isRemediation(type) ? Wire.read(value, RemediationFact.class) : null;
        return records.batch(aboutRemediations, batch -> intake.takeRemediations(Received.values(batch)));
    }
}
