package dev.firebreak.notifier.intake;

import dev.firebreak.eventlog.BatchInbox;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.remediation.RemediationFact;
import dev.firebreak.notifier.delivery.Lanes;
import dev.firebreak.notifier.obligation.Change;
import dev.firebreak.notifier.obligation.Obligations;
import dev.firebreak.notifier.subject.Subject;
import dev.firebreak.notifier.subject.SubjectStore;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** Takes in facts: snapshot, obligations and what the vendors note, in one transaction; then wakes their lanes. */
class FactIntake {
    private static final String CONSUMER = "notifier-service";

    private final BatchInbox inbox;
    private final SubjectStore subjects;
    private final Obligations obligations;
    private final Lanes lanes;

    FactIntake(BatchInbox inbox, SubjectStore subjects, Obligations obligations, Lanes lanes) {
        this.inbox = inbox;
        this.subjects = subjects;
        this.obligations = obligations;
        this.lanes = lanes;
    }

    Mono<Void> takeIncidents(List<IncidentFact> facts) {
        return wakeAfter(inbox.takeInRounds(
                CONSUMER,
                facts,
                IncidentFact::id,
                fact -> fact.incident().id().value(),
                some -> subjects.takeIncidents(some)
                        .flatMap(known -> obligations.note(some.stream()
                                .map(fact -> new Obligations.Heard(
                                        of(known, fact.incident().id()), new Change.Cause.OfIncident(fact)))
                                .toList()))));
    }

    Mono<Void> takeRemediations(List<RemediationFact> facts) {
        return wakeAfter(inbox.takeInRounds(
                CONSUMER,
                facts,
                RemediationFact::id,
                fact -> fact.remediation().incidentId().value(),
                some -> subjects.takeRemediations(some)
                        .flatMap(known -> obligations.note(some.stream()
                                .map(fact -> new Obligations.Heard(
                                        of(known, fact.remediation().incidentId()),
                                        new Change.Cause.OfRemediation(fact)))
                                .toList()))));
    }

    private static Subject of(Map<IncidentId, Subject> known, IncidentId incident) {
        return Objects.requireNonNull(known.get(incident), incident::toString);
    }

    private Mono<Void> wakeAfter(Mono<List<List<String>>> committed) {
        return committed
                .doOnNext(all -> lanes.wake(all.stream().flatMap(List::stream).collect(Collectors.toSet())))
                .then();
    }
}
