package dev.firebreak.notifier.recurrence;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/** The times of a schedule, by the clock of its time zone. */
public final class Slots {
    /** One each minute for a week and more. */
    private static final int MOST = 20_000;

    private Slots() {}

    /**
     * @param at the newest time that has come
     * @param missed how many before it were not used either
     */
    public record Due(Instant at, int missed) {}

    /**
     * What has come since a slot was used: the newest, and how many others.
     *
     * @param schedule cron with five fields; one that Spring does not know never comes
     */
    public static Optional<Due> since(Instant used, String schedule, ZoneId zone, Instant now) {
        String withSeconds = "0 " + schedule;
        if (!CronExpression.isValidExpression(withSeconds)) {
            return Optional.empty();
        }
        CronExpression cron = CronExpression.parse(withSeconds);
        @Nullable Instant newest = null;
        int passed = 0;
        @Nullable ZonedDateTime next = cron.next(used.atZone(zone));
        while (next != null && !next.toInstant().isAfter(now) && passed < MOST) {
            newest = next.toInstant();
            passed++;
            next = cron.next(next);
        }
        return newest == null ? Optional.empty() : Optional.of(new Due(newest, passed - 1));
    }
}
