package dev.firebreak.notifier.intake;

import dev.firebreak.eventlog.Inbox;
import dev.firebreak.eventlog.Transactions;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.remediation.RemediationFact;
import dev.firebreak.notifier.delivery.Lanes;
import dev.firebreak.notifier.obligation.Change;
import dev.firebreak.notifier.obligation.Obligations;
import dev.firebreak.notifier.subject.SubjectStore;
import java.util.List;
import reactor.core.publisher.Mono;

/** Takes in one fact: snapshot, obligations and what the vendors note, in one transaction; then wakes their lanes. */
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

    Mono<Void> take(IncidentFact fact) {
        return once(
                fact.id().toString(),
                subjects.take(fact).flatMap(subject -> obligations.note(subject, new Change.Cause.OfIncident(fact))));
    }

    Mono<Void> take(RemediationFact fact) {
        return once(
                fact.id().toString(),
                subjects.take(fact)
                        .flatMap(subject -> obligations.note(subject, new Change.Cause.OfRemediation(fact))));
    }

    private Mono<Void> once(String key, Mono<List<String>> work) {
        return transactions
                .commit(inbox.firstTime(CONSUMER, key).flatMap(first -> first ? work : Mono.empty()))
                .doOnNext(lanes::wake)
                .then();
    }
}
