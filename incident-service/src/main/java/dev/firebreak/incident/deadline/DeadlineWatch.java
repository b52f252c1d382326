package dev.firebreak.incident.deadline;

import dev.firebreak.eventlog.Transactions;
import dev.firebreak.incident.correlation.Runbooks;
import dev.firebreak.incident.lifecycle.Deadline;
import dev.firebreak.incident.lifecycle.Decision;
import dev.firebreak.incident.lifecycle.IncidentLog;
import dev.firebreak.incident.lifecycle.IncidentLog.Change;
import dev.firebreak.incident.lifecycle.IncidentStore;
import dev.firebreak.incident.lifecycle.IncidentStore.Stored;
import dev.firebreak.model.incident.IncidentId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Moves incidents on whose time has come. Any number of instances may do so at once: each claims its own. */
@Component
class DeadlineWatch {
    private static final int AT_ONCE = 100;

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

    /**
     * Some at a time, with the same few statements whatever their number, until none is due; answers how many there were.
     * One that cannot be moved holds back no other: the turn fails with it only when all the others are moved.
     */
    Mono<Long> moveOn() {
        return moveSome()
                .repeat()
                .takeUntil(moved -> moved < AT_ONCE)
                .map(Integer::longValue)
                .reduce(0L, Long::sum)
                .onErrorResume(problem -> moveEach(new LinkedHashSet<>(), problem));
    }

    private Mono<Integer> moveSome() {
        return transactions.commit(Mono.defer(() -> {
            Instant now = clock.instant();
            return incidents
                    .claimDue(now, AT_ONCE)
                    .flatMap(due -> move(due, now).thenReturn(due.size()));
        }));
    }

    /** @param stuck those that cannot be moved, for now: they stay overdue, which the auditor sees */
    private Mono<Long> moveEach(Set<IncidentId> stuck, Throwable problem) {
        return moveOne(stuck)
                .repeat()
                .takeWhile(moved -> moved)
                .count()
                .flatMap(moved -> stuck.isEmpty()
                        ? Mono.just(moved)
                        : Mono.error(new IllegalStateException(
                                "nobody is called for these incidents until what is wrong with their rows is corrected: "
                                        + stuck,
                                problem)));
    }

    private Mono<Boolean> moveOne(Set<IncidentId> stuck) {
        AtomicReference<@Nullable IncidentId> claimed = new AtomicReference<>();
        return transactions
                .commit(Mono.defer(() -> {
                    Instant now = clock.instant();
                    return incidents
                            .claimOneDue(now, stuck)
                            .doOnNext(claimed::set)
                            .flatMap(incidents::lock)
                            .flatMap(stored -> move(List.of(stored), now).thenReturn(true))
                            .defaultIfEmpty(false);
                }))
                .onErrorResume(problem -> {
                    @Nullable IncidentId id = claimed.get();
                    return id != null && stuck.size() < AT_ONCE && stuck.add(id)
                            ? Mono.just(true)
                            : Mono.error(problem);
                });
    }

    private Mono<Void> move(List<Stored> due, Instant now) {
        List<Change> changes = new ArrayList<>();
        List<Stored> early = new ArrayList<>(); // or they would be claimed again at once
        for (Stored each : due) {
            Stored stored = each.calledBy(runbooks.current().catalog());
            Decision decision = Deadline.decide(stored.dossier(), now);
            if (decision.isEmpty()) {
                early.add(new Stored(decision.dossier(), stored.seq()));
            } else {
                changes.add(new Change(stored, decision, runbooks.version()));
            }
        }
        return incidents.postpone(early).then(log.save(changes, now)).then();
    }
}
