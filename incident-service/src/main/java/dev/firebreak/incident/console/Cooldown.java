package dev.firebreak.incident.console;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.runbook.Limits;
import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.catalog.yaml.Durations;
import dev.firebreak.incident.console.LedgerQueries.Dispatch;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A step that a limit of its own keeps from acting on a target again for a while: judged as the governor of
 * remediation-service does, by the calls that were told and the limits that are in force now.
 *
 * @param limit which one lasts longest, as people say it
 * @param from the call that it counts from
 * @param until when the step may act there again
 */
record Cooldown(
        String action,
        String target,
        String system,
        String runbook,
        String step,
        String limit,
        Instant from,
        Instant until) {

    private record Wait(String limit, Instant from, Instant until) {}

    private record Act(String action, String target) {}

    private record Asking(String system, String runbook, String step) {}

    /** How much of the wait has passed, from 0 to 1. */
    public double passed(Instant now) {
        return (double) Duration.between(from, now).toMillis()
                / Duration.between(from, until).toMillis();
    }

    /** How long a call can count for any step of the catalogue. */
    static Duration longest(Catalog catalog) {
        return catalog.runbooks().stream()
                .flatMap(runbook -> runbook.steps().stream())
                .flatMap(step -> limits(step).stream())
                .flatMap(limits ->
                        Stream.of(limits.maxWithin(), Objects.requireNonNullElse(limits.cooldown(), Duration.ZERO)))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /**
     * Those that run, the one that ends next first: of the steps that have acted on the target, because only their plans
     * name it. A step is held by what any of them did there.
     *
     * @param calls newest first
     */
    static List<Cooldown> running(List<Dispatch> calls, Catalog catalog, Instant now) {
        return calls.stream()
                .collect(Collectors.groupingBy(call -> new Act(call.action(), call.target())))
                .entrySet()
                .stream()
                .flatMap(act -> running(act.getKey(), act.getValue(), catalog, now))
                .sorted(Comparator.comparing(Cooldown::until)
                        .thenComparing(Cooldown::target)
                        .thenComparing(Cooldown::runbook)
                        .thenComparing(Cooldown::step))
                .toList();
    }

    private static Stream<Cooldown> running(Act act, List<Dispatch> calls, Catalog catalog, Instant now) {
        List<Instant> times = calls.stream().map(Dispatch::at).toList();
        return calls.stream()
                .map(call -> new Asking(call.system(), call.runbook(), call.step()))
                .distinct()
                .flatMap(asking -> limits(catalog, asking).stream()
                        .flatMap(limits -> Stream.concat(cooldown(limits, times), budget(limits, times))
                                .filter(wait -> wait.until().isAfter(now))
                                .max(Comparator.comparing(Wait::until))
                                .stream())
                        .map(wait -> of(act, asking, wait)));
    }

    private static Stream<Wait> cooldown(Limits limits, List<Instant> times) {
        @Nullable Duration cooldown = limits.cooldown();
        return cooldown == null
                ? Stream.empty()
                : Stream.of(new Wait(
                        "cooldown of " + Durations.format(cooldown),
                        times.getFirst(),
                        times.getFirst().plus(cooldown)));
    }

    /** It ends when the oldest call that fills it counts no more. */
    private static Stream<Wait> budget(Limits limits, List<Instant> times) {
        return times.size() < limits.maxCount()
                ? Stream.empty()
                : Stream.of(times.get(limits.maxCount() - 1))
                        .map(first -> new Wait(
                                "at most " + limits.maxCount() + " in " + Durations.format(limits.maxWithin()),
                                first,
                                first.plus(limits.maxWithin())));
    }

    private static Optional<Limits> limits(Catalog catalog, Asking asking) {
        return catalog.runbook(asking.system(), asking.runbook()).stream()
                .flatMap(runbook -> runbook.steps().stream())
                .filter(step -> step.id().equals(asking.step()))
                .findFirst()
                .flatMap(Cooldown::limits);
    }

    private static Optional<Limits> limits(StepDefinition step) {
        return step instanceof StepDefinition.Action action ? Optional.of(action.limits()) : Optional.empty();
    }

    private static Cooldown of(Act act, Asking asking, Wait wait) {
        return new Cooldown(
                act.action(),
                act.target(),
                asking.system(),
                asking.runbook(),
                asking.step(),
                wait.limit(),
                wait.from(),
                wait.until());
    }
}
