package dev.firebreak.notifier.intake;

import dev.firebreak.eventlog.BatchInbox;
import dev.firebreak.eventlog.Decoder;
import dev.firebreak.eventlog.Received;
import dev.firebreak.eventlog.RecordConsumers;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.remediation.ChecklistFact;
import dev.firebreak.model.remediation.RemediationFact;
import dev.firebreak.model.wire.Wire;
import dev.firebreak.notifier.delivery.Lanes;
import dev.firebreak.notifier.obligation.Obligations;
import dev.firebreak.notifier.slack.checklist.Checklists;
import dev.firebreak.notifier.subject.SubjectStore;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;
import reactor.core.publisher.Flux;

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
    Consumer<Message<List<byte[]>>> remediations(RecordConsumers records, FactIntake intake, Checklists checklists) {
        return records.batch(IntakeBindings::decode, batch -> {
            List<Heard> heard = Received.values(batch);
            return intake.takeRemediations(heard.stream()
                            .filter(Heard.OfRemediation.class::isInstance)
                            .map(one -> ((Heard.OfRemediation) one).fact())
                            .toList())
                    .then(Flux.fromIterable(heard)
                            .ofType(Heard.OfChecklist.class)
                            .concatMap(one -> checklists.answered(one.fact()))
                            .then());
        });
    }

    /** What is told by remediation-service, and matters here. */
    private sealed interface Heard {
        record OfRemediation(RemediationFact fact) implements Heard {}

        record OfChecklist(ChecklistFact fact) implements Heard {}
    }

    private static @Nullable Heard decode(String type, byte[] value) {
        if (Wire.isRemediation(type)) {
            return new Heard.OfRemediation(Wire.read(value, RemediationFact.class));
        }
        return type.equals(Wire.CHECKLIST) ? new Heard.OfChecklist(Wire.read(value, ChecklistFact.class)) : null;
    }
}
