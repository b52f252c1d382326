package dev.firebreak.incident.escalation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * An incident's escalation policy and how far it has come.
 *
 * @param startedAt when the incident opened, or was reopened last: steps count from here
 * @param done indices of the steps that were engaged, or were not needed when they were due
 */
public record Escalation(List<PolicyStep> policy, Instant startedAt, List<Integer> done) {
    public Escalation {
        policy = List.copyOf(policy);
        done = List.copyOf(done);
    }

    public static Escalation starting(List<PolicyStep> policy, Instant startedAt) {
        return new Escalation(policy, startedAt, List.of());
    }

    /** From the first step again, except for those who are told at once: they hear of the reopening itself. */
    public Escalation restarted(Instant now) {
        List<Integer> atOnce = IntStream.range(0, policy.size())
                .filter(step -> policy.get(step).after().isZero())
                .boxed()
                .toList();
        return new Escalation(policy, now, atOnce);
    }

    public Escalation with(List<Integer> steps) {
        SortedSet<Integer> all = new TreeSet<>(done);
        all.addAll(steps);
        return new Escalation(policy, startedAt, new ArrayList<>(all));
    }

    /** Steps that were neither engaged nor passed over yet, in the order written. */
    public List<Integer> remaining() {
        return IntStream.range(0, policy.size())
                .filter(step -> !done.contains(step))
                .boxed()
                .toList();
    }

    public List<Integer> due(Instant now) {
        return remaining().stream().filter(step -> !dueAt(step).isAfter(now)).toList();
    }

    public Optional<Instant> nextDueAt() {
        return remaining().stream().map(this::dueAt).min(Instant::compareTo);
    }

    public Instant dueAt(int step) {
        return startedAt.plus(policy.get(step).after());
    }
}
