package dev.firebreak.notifier.routing;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.system.QuietHours;
import dev.firebreak.catalog.system.SystemDefinition;
import dev.firebreak.model.Severity;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.Receiver;
import dev.firebreak.notifier.recurrence.Slots;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Supplier;

/** Until when a receiver is left in peace about an incident. What pages, and what is critical, never waits. */
public class Quiet {
    private final Supplier<Catalog> catalogs;

    public Quiet(Supplier<Catalog> catalogs) {
        this.catalogs = catalogs;
    }

    /** False as soon as it is so bad that it waits for no hours. */
    public boolean canWait(Incident incident) {
        return system(incident).isPresent();
    }

    /** Empty when the receiver is told at once. */
    public Optional<Instant> until(Incident incident, Receiver receiver, Instant now) {
        return system(incident).stream()
                .flatMap(system -> system.quiet().stream())
                .filter(hours -> hours.covers(incident.service(), incident.level(), receiver.name()))
                .flatMap(hours -> end(hours, now).stream())
                .max(Comparator.naturalOrder());
    }

    private Optional<SystemDefinition> system(Incident incident) {
        return incident.severity() == Severity.CRITICAL
                ? Optional.empty()
                : catalogs.get()
                        .system(incident.system())
                        .filter(system -> system.findLevel(incident.level())
                                .filter(level -> !level.page())
                                .isPresent());
    }

    private static Optional<Instant> end(QuietHours hours, Instant now) {
        return Slots.since(now.minus(hours.lasts()), hours.schedule(), hours.timezone(), now)
                .map(begun -> begun.at().plus(hours.lasts()))
                .filter(now::isBefore);
    }
}
