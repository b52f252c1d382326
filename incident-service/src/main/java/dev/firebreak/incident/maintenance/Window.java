package dev.firebreak.incident.maintenance;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One time in which work is expected.
 *
 * @param id the same for each opening of a window of the catalogue
 * @param services empty for all of the system
 * @param announcement set when people announced it, and may end it early
 */
record Window(
        String id,
        String system,
        List<String> services,
        String title,
        boolean freezes,
        boolean holds,
        Instant opensAt,
        Instant closesAt,
        @Nullable UUID announcement) {
    Window {
        services = List.copyOf(services);
    }

    boolean isOpen(Instant now) {
        return !now.isBefore(opensAt) && now.isBefore(closesAt);
    }

    boolean concerns(String systemName, String service) {
        return system.equals(systemName) && (services.isEmpty() || services.contains(service));
    }

    /** Those of automation that it freezes, as the kill switch names them. */
    List<String> scopes() {
        return services.isEmpty()
                ? List.of("system:" + system)
                : services.stream()
                        .map(service -> "service:" + system + "/" + service)
                        .toList();
    }

    String words() {
        return "maintenance '" + title + "' until " + closesAt;
    }
}
