package dev.firebreak.catalog.system;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/**
 * A time in which work is expected.
 *
 * @param schedule when it opens: cron with five fields
 * @param services empty for all
 */
public record MaintenanceWindow(
        String title,
        String schedule,
        ZoneId timezone,
        Duration lasts,
        List<String> services,
        Automation automation,
        Alerts alerts) {
    public enum Automation {
        FROZEN,
        RUNNING
    }

    public enum Alerts {
        HELD,
        HANDLED
    }

    public MaintenanceWindow {
        services = List.copyOf(services);
    }
}
