package dev.firebreak.incident.lifecycle;

import dev.firebreak.catalog.oncall.Rotation;
import dev.firebreak.catalog.system.RaiseRule;
import dev.firebreak.catalog.system.SeverityLevel;
import dev.firebreak.catalog.system.SystemDefinition;
import dev.firebreak.model.incident.Receiver;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was agreed for an incident when it opened.
 *
 * @param observeFor how long nothing may fire before it counts as resolved; zero means at once
 * @param reopenWithin how long after its resolution the same incident goes on when it fires again
 * @param levels the system's severity levels, worst first; empty in rows of before this was kept
 * @param raises what makes it worse than it began
 * @param callees the rotation whose member is called when a receiver is told, by the receiver's name; as the catalogue
 *     in use has it, and as it was at the opening once the catalogue knows the system no more
 */
public record Terms(
        Duration observeFor,
        Duration reopenWithin,
        List<SeverityLevel> levels,
        List<Raise> raises,
        Map<String, Rotation> callees) {
    /** @param when a condition of the catalogue's language; {@code reason} in the team's words, null for none */
    public record Raise(
            String to,
            String when,
            List<Duration> looksAt,
            @Nullable String reason) {
        static Raise of(RaiseRule rule) {
            return new Raise(rule.to(), rule.when().source(), rule.looksAt(), rule.reason());
        }
    }

    public Terms {
        levels = levels == null ? List.of() : List.copyOf(levels);
        raises = raises == null ? List.of() : List.copyOf(raises);
        callees = callees == null ? Map.of() : Map.copyOf(callees);
    }

    public Terms(Duration observeFor, Duration reopenWithin) {
        this(observeFor, reopenWithin, List.of(), List.of(), Map.of());
    }

    Terms with(SystemDefinition system) {
        return new Terms(
                observeFor,
                reopenWithin,
                system.levels(),
                system.raises().stream().map(Raise::of).toList(),
                callees(system));
    }

    /** The same, with those who are on call by this version of the system. */
    Terms calledBy(SystemDefinition system) {
        return new Terms(observeFor, reopenWithin, levels, raises, callees(system));
    }

    private static Map<String, Rotation> callees(SystemDefinition system) {
        Map<String, Rotation> callees = new HashMap<>();
        system.calls()
                .forEach((receiver, rotation) -> callees.put(
                        receiver, Objects.requireNonNull(system.rotations().get(rotation))));
        return callees;
    }

    /** The receiver with the person who is on call there now, if it calls somebody by a rotation. */
    Receiver calling(Receiver receiver, Instant now) {
        @Nullable Rotation rotation = callees.get(receiver.name());
        return receiver instanceof Receiver.Slack slack && rotation != null
                ? new Receiver.Slack(
                        slack.name(), slack.channel(), rotation.at(now).who().slack())
                : receiver;
    }

    Optional<SeverityLevel> level(String name) {
        return levels.stream().filter(level -> level.name().equals(name)).findFirst();
    }

    /** By severity, and among levels of the same severity the one that is written first. */
    boolean isWorse(String level, String than) {
        Optional<SeverityLevel> one = level(level);
        Optional<SeverityLevel> other = level(than);
        if (one.isEmpty() || other.isEmpty()) {
            return false;
        }
        int bySeverity = one.get().severity().compareTo(other.get().severity());
        return bySeverity < 0 || (bySeverity == 0 && levels.indexOf(one.get()) < levels.indexOf(other.get()));
    }
}
