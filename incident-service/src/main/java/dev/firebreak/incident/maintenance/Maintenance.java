package dev.firebreak.incident.maintenance;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.system.MaintenanceWindow;
import dev.firebreak.catalog.system.SystemDefinition;
import dev.firebreak.incident.hold.Hold;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Windows that are open or will be. */
public final class Maintenance {
    private final List<Window> windows;

    Maintenance(List<Window> windows) {
        this.windows = List.copyOf(windows);
    }

    /** Of the catalogue alone those that are open now or open within {@code ahead}. */
    public static Maintenance of(Catalog catalog, Instant now, Duration ahead) {
        return of(catalog, List.of(), now, ahead);
    }

    /** Of the catalogue those that are open now or open within {@code ahead}, and what was announced. */
    static Maintenance of(Catalog catalog, List<Window> announced, Instant now, Duration ahead) {
        List<Window> windows = new ArrayList<>(announced);
        for (SystemDefinition system : catalog.systems()) {
            for (MaintenanceWindow window : system.maintenance()) {
                Recurrence recurrence = new Recurrence(window);
                recurrence.open(now).ifPresent(spell -> windows.add(window(system, window, spell)));
                recurrence
                        .next(now)
                        .filter(spell -> !spell.opensAt().isAfter(now.plus(ahead)))
                        .ifPresent(spell -> windows.add(window(system, window, spell)));
            }
        }
        return new Maintenance(windows);
    }

    private static Window window(SystemDefinition system, MaintenanceWindow window, Recurrence.Spell spell) {
        return new Window(
                system.name() + "/" + window.title(),
                system.name(),
                window.services(),
                window.title(),
                window.automation() == MaintenanceWindow.Automation.FROZEN,
                window.alerts() == MaintenanceWindow.Alerts.HELD,
                spell.opensAt(),
                spell.closesAt(),
                null);
    }

    /** Empty when alerts of that service are to be handled now. */
    public Optional<Hold> holding(String system, String service, Instant now) {
        return windows.stream()
                .filter(window -> window.holds() && window.isOpen(now) && window.concerns(system, service))
                .findFirst()
                .map(window -> {
                    var announcement = window.announcement();
                    return announcement == null
                            ? Hold.maintained(window.words(), window.closesAt())
                            : Hold.maintained(window.words(), announcement);
                });
    }

    /** @param until when automation may act again */
    public record Freeze(String title, Instant until) {}

    /** What keeps automation from acting on that service now, the one that lasts longest; empty when nothing does. */
    public Optional<Freeze> freezing(String system, String service, Instant now) {
        return windows.stream()
                .filter(window -> window.freezes() && window.isOpen(now) && window.concerns(system, service))
                .max(Comparator.comparing(Window::closesAt))
                .map(window -> new Freeze(window.title(), window.closesAt()));
    }

    List<Window> windows() {
        return windows;
    }
}
