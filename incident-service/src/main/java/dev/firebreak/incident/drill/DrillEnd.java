package dev.firebreak.incident.drill;

import dev.firebreak.eventlog.Transactions;
import dev.firebreak.incident.correlation.Runbooks;
import dev.firebreak.incident.lifecycle.Drills;
import dev.firebreak.incident.lifecycle.IncidentLog;
import dev.firebreak.incident.lifecycle.IncidentStore;
import dev.firebreak.model.Actor;
import dev.firebreak.model.alert.Drill;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Ends a drill before its time. */
@Component
class DrillEnd {
    private final Transactions transactions;
    private final IncidentStore incidents;
    private final IncidentLog log;
    private final Runbooks runbooks;
    private final InstantSource clock;

    DrillEnd(
            Transactions transactions,
            IncidentStore incidents,
            IncidentLog log,
            Runbooks runbooks,
            InstantSource clock) {
        this.transactions = transactions;
        this.incidents = incidents;
        this.log = log;
        this.runbooks = runbooks;
        this.clock = clock;
    }

    /** Answers how many of its incidents were open. */
    Mono<Long> end(Drill drill, Actor actor) {
        return transactions.commit(Mono.defer(() -> {
            Instant now = clock.instant();
            return incidents
                    .openOf(drill)
                    .flatMapMany(Flux::fromIterable)
                    .concatMap(id -> incidents.lock(id))
                    .filter(stored -> stored.dossier().incident().state().isOpen())
                    .concatMap(stored -> log.save(
                                    stored, Drills.end(stored.dossier(), actor, now), runbooks.version(), now)
                            .thenReturn(stored))
                    .count();
        }));
    }
}
