package dev.firebreak.catalog.system;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/**
 * A time in which what does not page can wait.
 *
 * @param schedule when it begins: cron with five fields
 * @param receivers the names of those who are left in peace
 * @param services empty for all
 * @param levels severity levels that can wait; one that pages is never among them
 */
public record QuietHours(
        String schedule,
        ZoneId timezone,
        Duration lasts,
        List<String> receivers,
        List<String> services,
        List<String> levels) {
    public QuietHours {
        receivers = List.copyOf(receivers);
        services = List.copyOf(services);
        levels = List.copyOf(levels);
    }

    public boolean covers(String service, String level, String receiver) {
        return receivers.contains(receiver)
                && levels.contains(level)
                && (services.isEmpty() || services.contains(service));
    }
}
