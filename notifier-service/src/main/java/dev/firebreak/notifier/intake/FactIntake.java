package dev.firebreak.notifier.intake;

import dev.firebreak.eventlog.Inbox;
import dev.firebreak.eventlog.Transactions;
import dev.firebreak.model.EventId;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.remediation.RemediationFact;
import dev.firebreak.notifier.delivery.Lanes;
import dev.firebreak.notifier.obligation.Change;
import dev.firebreak.notifier.obligation.Obligations;
import dev.firebreak.notifier.subject.SubjectStore;
import java.util.List;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** Takes in facts: snapshot, obligations and what the vendors note, in one transaction; then wakes their lanes. */
class FactIntake {
    private static final String CONSUMER = "notifier-service";

    private final Inbox inbox;
    private final Transactions transactions;
    private final SubjectStore subjects;
    private final Obligations obligations;
    private final Lanes lanes;

    FactIntake(Inbox inbox, Transactions transactions, SubjectStore subjects, Obligations obligations, Lanes lanes) {
        this.inbox = inbox;
        this.transactions = transactions;
        this.subjects = subjects;
        this.obligations = obligations;
        this.lanes = lanes;
    }

    Mono<Void> takeIncidents(List<IncidentFact> facts) {
        return wakeAfter(transactions.commitEach(
                facts,
                fact -> fact.incident().id().value(),
                fact -> once(
                        fact.id(),
                        subjects.take(fact)
                                .flatMap(subject -> obligations.note(subject, new Change.Cause.OfIncident(fact))))));
    }

    Mono<Void> takeRemediations(List<RemediationFact> facts) {
        return wakeAfter(transactions.commitEach(
                facts,
                fact -> fact.remediation().incidentId().value(),
                fact -> once(
                        fact.id(),
                        subjects.take(fact)
                                .flatMap(subject -> obligations.note(subject, new Change.Cause.OfRemediation(fact))))));
    }

    private Mono<List<String>> once(EventId id, Mono<List<String>> work) {
        return inbox.firstTime(CONSUMER, id.toString()).flatMap(first -> first ? work : Mono.empty());
    }

    private Mono<Void> wakeAfter(Mono<List<List<String>>> committed) {
        return committed
                .doOnNext(all -> lanes.wake(all.stream().flatMap(List::stream).collect(Collectors.toSet())))
                .then();
    }
}
