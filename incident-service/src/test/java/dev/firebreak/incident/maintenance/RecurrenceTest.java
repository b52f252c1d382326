package dev.firebreak.incident.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.catalog.system.MaintenanceWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecurrenceTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void isOpenFromItsOpeningUntilItHasLasted() {
        Recurrence sunday = recurrence("0 2 * * SUN", ZoneOffset.UTC, Duration.ofHours(2));

        assertThat(sunday.open(at("2026-03-01T01:59:59Z"))).isEmpty();
        assertThat(sunday.open(at("2026-03-01T02:00:00Z")))
                .contains(new Recurrence.Spell(at("2026-03-01T02:00:00Z"), at("2026-03-01T04:00:00Z")));
        assertThat(sunday.open(at("2026-03-01T03:59:59Z"))).isPresent();
        assertThat(sunday.open(at("2026-03-01T04:00:00Z"))).isEmpty();
        assertThat(sunday.next(at("2026-03-01T02:00:00Z")))
                .map(Recurrence.Spell::opensAt)
                .contains(at("2026-03-08T02:00:00Z"));
    }

    @Test
    void goesByTheClockOfItsTimeZone() {
        Recurrence nightly = recurrence("30 2 * * *", BERLIN, Duration.ofHours(1));

        assertThat(nightly.open(at("2026-01-10T01:30:00Z"))).isPresent();
        assertThat(nightly.open(at("2026-07-10T00:30:00Z"))).isPresent();
        assertThat(nightly.open(at("2026-07-10T01:30:00Z"))).isEmpty();
    }

    @Test
    void opensOnceOnTheDaysOnWhichTheClocksChange() {
        Recurrence nightly = recurrence("30 2 * * *", BERLIN, Duration.ofMinutes(20));

        assertThat(openings(nightly, "2026-03-29T00:00:00Z", 12)).isLessThanOrEqualTo(1);
        assertThat(openings(nightly, "2026-10-24T22:00:00Z", 12)).isEqualTo(1);
    }

    @Test
    void oneThatOpensAgainBeforeItClosesStaysOpen() {
        Recurrence always = recurrence("0 * * * *", ZoneOffset.UTC, Duration.ofHours(3));

        assertThat(always.open(at("2026-03-01T12:30:00Z")))
                .contains(new Recurrence.Spell(at("2026-03-01T12:00:00Z"), at("2026-03-01T15:00:00Z")));
    }

    private static long openings(Recurrence recurrence, String from, int hours) {
        Instant start = at(from);
        return IntStream.range(0, hours * 60)
                .mapToObj(minute -> recurrence.open(start.plus(Duration.ofMinutes(minute))))
                .flatMap(Optional::stream)
                .map(Recurrence.Spell::opensAt)
                .distinct()
                .count();
    }

    private static Recurrence recurrence(String schedule, ZoneId zone, Duration lasts) {
        return new Recurrence(new MaintenanceWindow(
                "Window",
                schedule,
                zone,
                lasts,
                List.of(),
                MaintenanceWindow.Automation.FROZEN,
                MaintenanceWindow.Alerts.HELD));
    }

    private static Instant at(String time) {
        return Instant.parse(time);
    }
}
