package dev.firebreak.incident.maintenance;

import dev.firebreak.catalog.system.MaintenanceWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/** When a window of the catalogue is open, by the clock of its time zone: an hour that is left out or comes twice as well. */
final class Recurrence {
    /** One that opens each minute for a week and more. */
    private static final int MOST_OPENINGS = 20_000;

    private static final Duration CLOCK_CHANGE = Duration.ofHours(2);

    private final MaintenanceWindow window;
    private final @Nullable CronExpression schedule;

    Recurrence(MaintenanceWindow window) {
        this.window = window;
        String withSeconds = "0 " + window.schedule();
        this.schedule = CronExpression.isValidExpression(withSeconds) ? CronExpression.parse(withSeconds) : null;
    }

    /** The last opening whose end is still to come. */
    Optional<Spell> open(Instant now) {
        return openings(now.minus(window.lasts()))
                .takeWhile(opensAt -> !opensAt.isAfter(now))
                .map(this::spell)
                .filter(spell -> now.isBefore(spell.closesAt()))
                .reduce((_, later) -> later);
    }

    /** The first opening after that. */
    Optional<Spell> next(Instant now) {
        return openings(now).filter(opensAt -> opensAt.isAfter(now)).findFirst().map(this::spell);
    }

    private Spell spell(Instant opensAt) {
        return new Spell(opensAt, opensAt.plus(window.lasts()));
    }

    /**
     * By the clock on the wall: a time that is left out is an hour later, one that comes twice counts the first time. So
     * it is begun a little earlier than asked for.
     */
    private Stream<Instant> openings(Instant from) {
        if (schedule == null) {
            return Stream.empty();
        }
        LocalDateTime before = LocalDateTime.ofInstant(from.minus(CLOCK_CHANGE), window.timezone());
        return Stream.iterate(schedule.next(before), Objects::nonNull, schedule::next)
                .limit(MOST_OPENINGS)
                .map(local -> local.atZone(window.timezone()).toInstant());
    }

    /** @param closesAt exclusive */
    record Spell(Instant opensAt, Instant closesAt) {}
}
