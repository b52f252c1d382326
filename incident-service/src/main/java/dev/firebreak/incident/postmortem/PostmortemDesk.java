package dev.firebreak.incident.postmortem;

import dev.firebreak.eventlog.Transactions;
import dev.firebreak.incident.correlation.Runbooks;
import dev.firebreak.incident.lifecycle.IncidentLog;
import dev.firebreak.incident.lifecycle.IncidentStore;
import dev.firebreak.incident.lifecycle.PostmortemDuty;
import dev.firebreak.model.Actor;
import dev.firebreak.model.incident.IncidentId;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps versions; once there is one nobody is reminded. */
@Component
class PostmortemDesk {
    private final Transactions transactions;
    private final PostmortemStore postmortems;
    private final IncidentStore incidents;
    private final IncidentLog log;
    private final Runbooks runbooks;
    private final InstantSource clock;

    PostmortemDesk(
            Transactions transactions,
            PostmortemStore postmortems,
            IncidentStore incidents,
            IncidentLog log,
            Runbooks runbooks,
            InstantSource clock) {
        this.transactions = transactions;
        this.postmortems = postmortems;
        this.incidents = incidents;
        this.log = log;
        this.runbooks = runbooks;
        this.clock = clock;
    }

    /** False when somebody else was faster. */
    Mono<Boolean> keep(IncidentId id, int version, String text, Actor actor) {
        return transactions.commit(Mono.defer(() -> {
            Instant now = clock.instant();
            return incidents
                    .lock(id)
                    .flatMap(stored -> postmortems
                            .add(id, version, text, actor, now)
                            .flatMap(isKept -> (isKept
                                            ? log.save(
                                                    stored,
                                                    PostmortemDuty.kept(stored.dossier(), now),
                                                    runbooks.version(),
                                                    now)
                                            : Mono.<Void>empty())
                                    .thenReturn(isKept)));
        }));
    }
}
