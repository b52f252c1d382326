package dev.firebreak.notifier.intake;

import dev.firebreak.eventlog.BatchInbox;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.remediation.RemediationFact;
import dev.firebreak.notifier.delivery.Lanes;
import dev.firebreak.notifier.obligation.Change;
import dev.firebreak.notifier.obligation.Obligations;
import dev.firebreak.notifier.subject.SubjectStore;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
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
        return wakeAfter(inbox.take(
                CONSUMER,
                facts,
                IncidentFact::id,
                fact -> fact.incident().id().value(),
                ofOne -> each(
                        ofOne,
                        fact -> subjects.take(fact)
                                .flatMap(subject -> obligations.note(subject, new Change.Cause.OfIncident(fact))))));
    }

    Mono<Void> takeRemediations(List<RemediationFact> facts) {
        return wakeAfter(inbox.take(
                CONSUMER,
                facts,
                RemediationFact::id,
                fact -> fact.remediation().incidentId().value(),
                ofOne -> each(
                        ofOne,
                        fact -> subjects.take(fact)
                                .flatMap(subject -> obligations.note(subject, new Change.Cause.OfRemediation(fact))))));
    }

    private static <T> Mono<List<String>> each(List<T> facts, Function<T, Mono<List<String>>> work) {
        return Flux.fromIterable(facts)
                .concatMap(work)
                .concatMapIterable(Function.identity())
                .collectList();
    }

    private Mono<Void> wakeAfter(Mono<List<List<String>>> committed) {
        return committed
                .doOnNext(all -> lanes.wake(all.stream().flatMap(List::stream).collect(Collectors.toSet())))
                .then();
    }
}
