package dev.firebreak.remediation.intake;

import dev.firebreak.eventlog.BatchInbox;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.remediation.RemediationId;
import dev.firebreak.remediation.execution.Engine;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What incidents mean here: a new one starts its runbook, a resolved one ends what is not needed any more. */
@Component
class IncidentIntake {
    private final BatchInbox inbox;
    private final IncidentViews incidents;
    private final RemediationStarter starter;
    private final Engine engine;

    IncidentIntake(BatchInbox inbox, IncidentViews incidents, RemediationStarter starter, Engine engine) {
        this.inbox = inbox;
        this.incidents = incidents;
        this.starter = starter;
        this.engine = engine;
    }

    Mono<Void> take(List<IncidentFact> facts) {
        List<IncidentFact> ours =
                facts.stream().filter(fact -> !isOfNoConcern(fact.event())).toList();
        return inbox.take(
                        RemediationBindings.CONSUMER,
                        ours,
                        IncidentFact::id,
                        fact -> fact.incident().id().value(),
                        this::apply)
                .doOnNext(woken -> woken.forEach(engine::wake))
                .then();
    }

    /** Much of an incident's log only tells what others did: no guard and no expression depends on it. */
    private static boolean isOfNoConcern(IncidentEvent event) {
        return event instanceof IncidentEvent.RemediationProgressed
                || event instanceof IncidentEvent.NotificationDelivered
                || event instanceof IncidentEvent.NoteAdded
                || event instanceof IncidentEvent.ClockMissed
                || event instanceof IncidentEvent.UpdateDue
                || event instanceof IncidentEvent.Related
                || event instanceof IncidentEvent.Flapping
                || event instanceof IncidentEvent.PostmortemDue
                || event instanceof IncidentEvent.Silenced
                || event instanceof IncidentEvent.CommandRefused;
    }

    private Mono<List<RemediationId>> apply(List<IncidentFact> facts) {
        return Flux.fromIterable(facts)
                .concatMap(this::apply)
                .concatMapIterable(Function.identity())
                .collectList();
    }

    private Mono<List<RemediationId>> apply(IncidentFact fact) {
        return switch (fact.event()) {
            case IncidentEvent.Opened _, IncidentEvent.Reopened _ ->
                starter.start(fact).map(List::of).defaultIfEmpty(List.of());
            case IncidentEvent.Resolved _, IncidentEvent.Merged _ ->
                incidents.keep(fact).then(incidents.touch(fact.incident().id()));
            case IncidentEvent.AlertsAdded _,
                    IncidentEvent.AlertsResolved _,
                    IncidentEvent.LevelChanged _,
                    IncidentEvent.Escalated _,
                    IncidentEvent.Acknowledged _,
                    IncidentEvent.Assigned _,
                    IncidentEvent.Mitigated _,
                    IncidentEvent.ObservationStarted _,
                    IncidentEvent.NoteAdded _,
                    IncidentEvent.ClockMissed _,
                    IncidentEvent.UpdateDue _,
                    IncidentEvent.RemediationProgressed _,
                    IncidentEvent.NotificationDelivered _,
                    IncidentEvent.Absorbed _,
                    IncidentEvent.Split _,
                    IncidentEvent.Related _,
                    IncidentEvent.Flapping _,
                    IncidentEvent.PostmortemDue _,
                    IncidentEvent.Closed _,
                    IncidentEvent.Silenced _,
                    IncidentEvent.CommandRefused _ -> incidents.keep(fact).thenReturn(List.of());
        };
    }
}
