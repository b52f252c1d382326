package dev.firebreak.remediation.execution;

import dev.firebreak.catalog.runbook.ApprovalRule;
import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.model.remediation.Approval;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.RemediationState;
import dev.firebreak.model.remediation.Step;
import dev.firebreak.model.remediation.StepMode;
import dev.firebreak.model.remediation.StepStatus;
import dev.firebreak.remediation.ledger.Attempt;
import dev.firebreak.remediation.ledger.AttemptState;
import dev.firebreak.remediation.ledger.LedgerRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is promised, checked at each commit and at each effect, by other means than the code that keeps it. */
final class Invariants {
    /** A promise that was not kept. */
    static final class Broken extends RuntimeException {
        Broken(String promise) {
            super(promise);
        }
    }

    private static final Set<String> REPEATABLE = Set.of("sim.put");

    private final World world;

    Invariants(World world) {
        this.world = world;
    }

    /** The first byte of a call is about to be written. */
    void leaves(Row row, Attempt sent) {
        LedgerRow written = row.attempts.get(key(sent));
        check(
                written != null && written.attempt().state() == AttemptState.DISPATCHING,
                "a call leaves only after it is written down that it may");
        check(
                row.leaseUntil != null && world.now.isBefore(row.leaseUntil) && row.fence == sent.fence(),
                "a call leaves only while its worker holds the remediation");
    }

    void beforeWrite(Row row, Held held, Change change) {
        LedgerRow written = change.row();
        if (written == null) {
            return;
        }
        Attempt attempt = written.attempt();
        LedgerRow before = row.attempts.get(key(attempt));
        check(
                before == null || before.endedAt() == null || before.attempt().state() == attempt.state(),
                "what has ended stays as it ended");
        check(attempt.fence() == held.fence() && held.fence() == row.fence, "only the newest holder writes");
        if (before == null && attempt.state() == AttemptState.DISPATCHING) {
            check(change.hasActed(), "whatever may leave counts against the budgets");
            dispatched(row, attempt);
        }
    }

    private void dispatched(Row row, Attempt attempt) {
        StepDefinition.Action step = step(row, attempt);
        check(
                !world.paused.contains("global") && !world.paused.contains("service:shop/" + row.remediation.service()),
                "nothing is dispatched after the kill switch is thrown");
        check(row.open() == null, "nothing is dispatched while another call may be under way");
        check(
                world.rows.stream()
                        .filter(it -> it != row)
                        .noneMatch(it -> it.attempts.values().stream().anyMatch(that -> isAtWork(it, that, attempt))),
                "one at a time works on a target");
        earlier(row, attempt)
                .forEach(it -> check(
                        it.attempt().state() == AttemptState.FAILED
                                || it.attempt().state() == AttemptState.REFUSED
                                || REPEATABLE.contains(it.attempt().action()),
                        "what is not known to have failed is not repeated"));
        if (attempt.isUndo()) {
            check(
                    row.attempts.values().stream()
                            .anyMatch(it -> it.attempt().step().equals(attempt.step())
                                    && !it.attempt().isUndo()
                                    && it.attempt().state() == AttemptState.APPLIED),
                    "only what was applied is undone");
            return;
        }
        check(row.incidentIsOpen, "nothing is done for a resolved incident");
        check(row.cancelReason == null, "nothing is done after people cancelled");
        check(step.mode() != StepMode.SHADOW, "what is only to be said is not done");
        check(
                step(row.remediation, attempt.step()).status() == StepStatus.PENDING
                        || step(row.remediation, attempt.step()).status() == StepStatus.RUNNING,
                "what has ended is not done");
        approved(row, step, attempt);
        bounded(row, attempt, step);
    }

    /** From before a call may leave until its effect is verified. */
    private static boolean isAtWork(Row other, LedgerRow that, Attempt attempt) {
        Attempt its = that.attempt();
        boolean isVerifying = step(other.remediation, its.step()).status() == StepStatus.VERIFYING;
        return its.described().targetKey().equals(attempt.described().targetKey())
                && (its.state() == AttemptState.DISPATCHING
                        || (its.state() == AttemptState.APPLIED && !other.isFinished() && isVerifying));
    }

    private void approved(Row row, StepDefinition.Action step, Attempt attempt) {
        if (step.mode() != StepMode.APPROVE) {
            check(
                    !world.now.isAfter(row.alertedAt.plus(Books.BOUNDS.staleAfter())),
                    "nothing that nobody was asked about is done for an old alert");
            return;
        }
        Approval approval = step(row.remediation, attempt.step()).approval();
        ApprovalRule rule = step.approve();
        long entitled = approval == null
                ? 0
                : approval.approvedBy().stream()
                        .distinct()
                        .filter(it -> world.roles.getOrDefault(it, List.of()).contains("responder"))
                        .count();
        check(approval != null && entitled >= rule.people(), "nothing is done without enough people who may say yes");
        check(approval != null && world.now.isBefore(approval.expiresAt()), "no approval counts after its time");
        check(
                approval != null && approval.plan().hash().equals(attempt.plan().hash()),
                "only what was approved is done");
    }

    private void bounded(Row row, Attempt attempt, StepDefinition.Action step) {
        long atOnce = world.rows.stream()
                .filter(it -> it != row && it.actedAt != null && !it.isFinished())
                .count();
        check(atOnce < Books.BOUNDS.remediationsAtOnce(), "no more act at once than may");
        long inHour = world.rows.stream()
                .filter(it -> it != row && isSince(it.actedAt, Duration.ofHours(1)))
                .count();
        check(inHour < Books.BOUNDS.remediationsPerHour(), "no more act in an hour than may");
        long rollbacks = others(row, attempt)
                .filter(it -> it.isRollback() && it.approvalId() == null)
                .filter(it -> isSince(it.dispatchedAt(), Books.BOUNDS.rollbackWindow()))
                .count();
        check(
                !attempt.isRollback() || attempt.approvalId() != null || rollbacks < Books.BOUNDS.rollbacksPerService(),
                "no more rollbacks than a service may have");
        long onTarget = others(row, attempt)
                .filter(it -> it.action().equals(attempt.action()))
                .filter(it -> isSince(it.dispatchedAt(), step.limits().maxWithin()))
                .count();
        check(onTarget < step.limits().maxCount(), "no more on a target than its runbook says");
        check(
                others(row, attempt)
                        .filter(it -> it.action().equals(attempt.action()))
                        .noneMatch(it -> isSince(
                                it.dispatchedAt(),
                                Objects.requireNonNull(step.limits().cooldown()))),
                "a target rests between two actions");
    }

    /** Dispatched to the same service, of other steps. */
    private Stream<Attempt> others(Row row, Attempt attempt) {
        return world.rows.stream()
                .filter(it -> it.remediation.service().equals(row.remediation.service()))
                .flatMap(it -> it.dispatched()
                        .map(LedgerRow::attempt)
                        .filter(that -> it != row || !that.step().equals(attempt.step())))
                .filter(it -> !it.isUndo());
    }

    private boolean isSince(@Nullable Instant at, Duration ago) {
        return at != null && at.isAfter(world.now.minus(ago));
    }

    /** Of the same decision. */
    private static Stream<LedgerRow> earlier(Row row, Attempt attempt) {
        return row.attempts.values().stream()
                .filter(it -> it.attempt().step().equals(attempt.step())
                        && it.attempt().isUndo() == attempt.isUndo());
    }

    void afterWrite(Row row, Change change) {
        LedgerRow written = change.row();
        if (written != null) {
            told(row, written);
        }
        for (RemediationEvent event : change.events()) {
            if (event instanceof RemediationEvent.Verified verified) {
                int asked = Objects.requireNonNull(((StepDefinition.Action)
                                        row.runbook.step(verified.step()).orElseThrow())
                                .verify())
                        .consecutive();
                check(
                        row.progress.of(verified.step()).inARow() >= asked,
                        "it counts as proven only after enough looks");
            }
        }
        if (row.isFinished()) {
            finished(row);
        }
    }

    private void told(Row row, LedgerRow written) {
        Target target = world.target(row);
        boolean isTaken = target.hasTaken(row, written.attempt());
        boolean isThere = target.taken().stream()
                .anyMatch(it -> it.row() == row
                        && it.attempt().isSameAs(written.attempt())
                        && !it.at().isAfter(world.now));
        switch (written.attempt().state()) {
            case APPLIED -> check(isThere, "it counts as applied only when its effect is there");
            case FAILED, REFUSED -> check(!isTaken, "what took effect does not count as failed");
            case DISPATCHING, UNKNOWN -> {}
        }
    }

    private static void finished(Row row) {
        Remediation after = row.remediation;
        check(row.open() == null, "nothing stays open behind a finished remediation");
        boolean isUnknown = row.attempts.values().stream()
                .map(LedgerRow::attempt)
                .anyMatch(it -> it.state() == AttemptState.UNKNOWN && !REPEATABLE.contains(it.action()));
        check(
                !isUnknown || after.state() == RemediationState.NEEDS_PERSON,
                "what nobody knows becomes a person's to judge");
        boolean isProven = after.steps().stream()
                .filter(it -> it.mode() != StepMode.SHADOW)
                .noneMatch(it -> it.status() == StepStatus.RUNNING || it.status() == StepStatus.VERIFYING);
        check(
                after.state() != RemediationState.SUCCEEDED || isProven,
                "it has succeeded only when nothing is left to do");
    }

    /** When all has come to rest. */
    void end() {
        for (Row row : world.rows) {
            check(row.isFinished(), "every remediation ends, or waits for somebody who may still answer");
            Remediation replayed = row.begun;
            long seq = 0;
            for (Row.Logged logged : row.log) {
                check(logged.seq() == ++seq, "each event has the next number");
                replayed = Projection.after(replayed, logged.event(), logged.at());
            }
            check(statuses(replayed).equals(statuses(row.remediation)), "the state is its events and nothing else");
        }
        world.targets.values().forEach(target -> target.taken().forEach(it -> once(target, it)));
    }

    private static void once(Target target, Target.Effect effect) {
        long times = target.taken().stream()
                .filter(it -> it.row() == effect.row()
                        && it.attempt().step().equals(effect.attempt().step())
                        && it.attempt().isUndo() == effect.attempt().isUndo())
                .count();
        check(times == 1 || (times == 2 && REPEATABLE.contains(effect.attempt().action())), "a decision acts once");
    }

    private static List<StepStatus> statuses(Remediation remediation) {
        return remediation.steps().stream().map(Step::status).toList();
    }

    private static StepDefinition.Action step(Row row, Attempt attempt) {
        return (StepDefinition.Action) row.runbook.step(attempt.step()).orElseThrow();
    }

    private static Step step(Remediation remediation, String id) {
        return remediation.steps().stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String key(Attempt attempt) {
        return attempt.step() + "/" + attempt.number();
    }

    private static void check(boolean isKept, String promise) {
        if (!isKept) {
            throw new Broken(promise);
        }
    }
}
