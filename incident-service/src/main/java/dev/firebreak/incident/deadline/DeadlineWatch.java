package dev.firebreak.incident.deadline;

import dev.firebreak.eventlog.Transactions;
import dev.firebreak.incident.correlation.Runbooks;
import dev.firebreak.incident.lifecycle.Deadline;
import dev.firebreak.incident.lifecycle.Decision;
import dev.firebreak.incident.lifecycle.IncidentLog;
import dev.firebreak.incident.lifecycle.IncidentStore;
import dev.firebreak.incident.lifecycle.IncidentStore.Stored;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Moves incidents on whose time has come. Any number of instances may do so at once: each claims its own. */
@Component
class DeadlineWatch {
    private final Transactions transactions;
    private final IncidentStore incidents;
    private final IncidentLog log;
    private final Runbooks runbooks;
    private final InstantSource clock;

    DeadlineWatch(
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

    /** One after another until none is due; answers how many there were. */
    Mono<Long> moveOn() {
        return moveOne().repeat().takeWhile(moved -> moved).count();
    }

    private Mono<Boolean> moveOne() {
        return transactions.commit(Mono.defer(() -> {
            Instant now = clock.instant();
            return incidents
                    .claimDue(now)
                    .flatMap(stored -> moveOn(stored.calledBy(runbooks.current().catalog()), now)
                            .thenReturn(true))
                    .defaultIfEmpty(false);
        }));
    }

    private Mono<Void> moveOn(Stored stored, Instant now) {
        Decision decision = Deadline.decide(stored.dossier(), now);
        return decision.isEmpty()
                ? incidents.postpone(
                        new Stored(decision.dossier(), stored.seq())) // or it would be claimed again at once
                : log.save(stored, decision, runbooks.version(), now);
    }
}
