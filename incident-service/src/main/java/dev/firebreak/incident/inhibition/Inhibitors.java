package dev.firebreak.incident.inhibition;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.expression.Scope;
import dev.firebreak.catalog.system.Inhibition;
import dev.firebreak.catalog.system.SystemDefinition;
import dev.firebreak.incident.hold.Hold;
import dev.firebreak.incident.lifecycle.Ruling;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.Drill;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which open incidents mute an alert: a pure look at the rules of its system. */
public record Inhibitors(List<Inhibitor> open) {
    public static final Inhibitors NONE = new Inhibitors(List.of());

    public Inhibitors {
        open = List.copyOf(open);
    }

    /** The first that mutes it; an incident never mutes what belongs to itself. */
    public Optional<Hold> holding(Alert alert, Ruling ruling, Instant now) {
        SystemDefinition system = ruling.system();
        for (Inhibitor source : open) {
            if (!source.system().equals(system.name())
                    || source.correlationKey().equals(ruling.correlationKey())
                    || Drill.areApart(source.correlationKey(), ruling.correlationKey())) {
                continue;
            }
            Scope scope = Scope.builder(now).alert(alert).source(source.alert()).build();
            for (Inhibition rule : system.inhibitions()) {
                if (rule.when().holds(scope) && rule.mutes().holds(scope)) {
                    return Optional.of(Hold.inhibited(
                            "while incident #" + source.number() + " ("
                                    + source.alert().name() + " on "
                                    + source.alert().service() + ") is open: "
                                    + rule.when().source() + " mutes "
                                    + rule.mutes().source(),
                            source.incident()));
                }
            }
        }
        return Optional.empty();
    }

    /** Whether the system has a rule by which this alert mutes others. */
    public static boolean isSource(SystemDefinition system, Alert alert, Instant now) {
        if (system.inhibitions().isEmpty() || !alert.isFiring()) {
            return false;
        }
        Scope scope = Scope.builder(now).source(alert).build();
        return system.inhibitions().stream().anyMatch(rule -> rule.when().holds(scope));
    }

    public static boolean isSourceAnywhere(Catalog catalog, Alert alert, Instant now) {
        return catalog.systems().stream().anyMatch(system -> isSource(system, alert, now));
    }

    public static boolean hasRules(Catalog catalog) {
        return catalog.systems().stream()
                .anyMatch(system -> !system.inhibitions().isEmpty());
    }
}
