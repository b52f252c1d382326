package dev.firebreak.incident.escalation;

import dev.firebreak.catalog.system.SeverityLevel;
import dev.firebreak.model.incident.Due;
import dev.firebreak.model.incident.Receiver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An incident's escalation policy and how far it has come.
 *
 * @param startedAt when the incident opened, or was reopened last: steps count from here
 * @param done indices of the steps that were engaged, or were not needed when they were due
 * @param clocks what its level promises; null in rows of before there were clocks
 * @param postmortemSettledAt since when nobody need be reminded of a post-mortem: one was kept, or the reminder was
 *     told; null before
 */
public record Escalation(
        List<PolicyStep> policy,
        Instant startedAt,
        List<Integer> done,
        @Nullable Clocks clocks,
        @Nullable Instant postmortemSettledAt) {
    public Escalation {
        policy = List.copyOf(policy);
        done = List.copyOf(done);
    }

    public Escalation(List<PolicyStep> policy, Instant startedAt, List<Integer> done, @Nullable Clocks clocks) {
        this(policy, startedAt, done, clocks, null);
    }

    public Escalation withPostmortemSettled(Instant at) {
        return new Escalation(policy, startedAt, done, clocks, at);
    }

    public static Escalation starting(List<PolicyStep> policy, SeverityLevel level, Instant startedAt) {
        return new Escalation(policy, startedAt, List.of(), Clocks.of(level, startedAt));
    }

    /** From the first step again, except for those who are told at once: they hear of the reopening itself. */
    public Escalation restarted(String level, Instant now) {
        List<Integer> atOnce = IntStream.range(0, policy.size())
                .filter(step ->
                        policy.get(step).after().isZero() && policy.get(step).isTakenAt(level))
                .boxed()
                .toList();
        return new Escalation(policy, now, atOnce, clocks == null ? null : clocks.restarted(now), postmortemSettledAt);
    }

    public Escalation with(List<Integer> steps) {
        SortedSet<Integer> all = new TreeSet<>(done);
        all.addAll(steps);
        return new Escalation(policy, startedAt, new ArrayList<>(all), clocks, postmortemSettledAt);
    }

    public Escalation with(@Nullable Clocks other) {
        return new Escalation(policy, startedAt, done, other, postmortemSettledAt);
    }

    /** Steps of this level that were neither engaged nor passed over yet, in the order written. */
    public List<Integer> remaining(String level) {
        return IntStream.range(0, policy.size())
                .filter(step -> !done.contains(step) && policy.get(step).isTakenAt(level))
                .boxed()
                .toList();
    }

    public List<Integer> due(String level, Instant now) {
        return remaining(level).stream()
                .filter(step -> !dueAt(step).isAfter(now))
                .toList();
    }

    /** The next step or the next promise, whichever comes first. */
    public Optional<Instant> nextDueAt(String level, boolean acknowledged) {
        Optional<Instant> promise = clocks == null ? Optional.empty() : clocks.nextDueAt(acknowledged);
        return Stream.concat(remaining(level).stream().map(this::dueAt), promise.stream())
                .min(Instant::compareTo);
    }

    /**
     * The same in words: the next step, with all that are due at that moment, or the next promise.
     *
     * @param counts false for a step that is excused as things stand; asked only as far as it matters
     */
    public Optional<Due> next(String level, boolean acknowledged, Predicate<PolicyStep> counts) {
        Optional<Due> promise = clocks == null ? Optional.empty() : clocks.next(acknowledged);
        return remaining(level).stream()
                .sorted(Comparator.comparing(this::dueAt))
                .takeWhile(step ->
                        promise.filter(due -> due.at().isBefore(dueAt(step))).isEmpty())
                .filter(step -> counts.test(policy.get(step)))
                .findFirst()
                .map(this::dueAt)
                .map(at -> new Due(Due.What.ESCALATE, at, calledAt(at, level, counts)))
                .or(() -> promise);
    }

    private List<String> calledAt(Instant at, String level, Predicate<PolicyStep> counts) {
        return remaining(level).stream()
                .filter(step -> dueAt(step).equals(at))
                .map(policy::get)
                .filter(counts)
                .flatMap(step -> step.receivers().stream())
                .map(Receiver::name)
                .distinct()
                .toList();
    }

    public Instant dueAt(int step) {
        return startedAt.plus(policy.get(step).after());
    }
}
