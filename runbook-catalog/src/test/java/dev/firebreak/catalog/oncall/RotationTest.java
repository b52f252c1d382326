package dev.firebreak.catalog.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RotationTest {
    private static final Member ADA = new Member("Ada", "U0ADA0001");
    private static final Member GRACE = new Member("Grace", "U0GRACE01");
    private static final Member LINUS = new Member("Linus", null);
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalDate MONDAY = LocalDate.parse("2026-01-05");

    @Test
    void handsOverOnTheMinute() {
        Rotation rotation = weekly(BERLIN, DayOfWeek.MONDAY, LocalTime.of(9, 0), List.of());

        assertThat(rotation.at(berlin("2026-01-12T08:59:59")).who()).isEqualTo(ADA);
        assertThat(rotation.at(berlin("2026-01-12T09:00")).who()).isEqualTo(GRACE);
        assertThat(rotation.at(berlin("2026-01-12T09:00")).until()).isEqualTo(berlin("2026-01-19T09:00"));
        assertThat(rotation.at(berlin("2026-01-05T08:00")).who()).isEqualTo(LINUS);
    }

    @Test
    void somebodyIsInForSomebodyElseForExactlyAsLongAsSaid() {
        Stand swap = new Stand(berlin("2026-01-07T18:00"), berlin("2026-01-08T09:00"), LINUS);
        Rotation rotation = weekly(BERLIN, DayOfWeek.MONDAY, LocalTime.of(9, 0), List.of(swap));

        assertThat(rotation.at(berlin("2026-01-07T17:59"))).satisfies(turn -> {
            assertThat(turn.who()).isEqualTo(ADA);
            assertThat(turn.until()).isEqualTo(swap.from());
        });
        assertThat(rotation.at(berlin("2026-01-07T18:00"))).isEqualTo(new Turn(LINUS, swap.from(), swap.to(), true));
        assertThat(rotation.at(swap.to()).who()).isEqualTo(ADA);
    }

    @Test
    void aLaterOverrideWins() {
        Stand week = new Stand(berlin("2026-01-05T09:00"), berlin("2026-01-12T09:00"), GRACE);
        Stand night = new Stand(berlin("2026-01-06T20:00"), berlin("2026-01-07T08:00"), LINUS);
        Rotation rotation = weekly(BERLIN, DayOfWeek.MONDAY, LocalTime.of(9, 0), List.of(week, night));

        assertThat(rotation.at(berlin("2026-01-06T23:00")).who()).isEqualTo(LINUS);
        assertThat(rotation.at(berlin("2026-01-07T08:00")).who()).isEqualTo(GRACE);
    }

    /** Three years hour by hour, against a model that only counts handoffs as they are read off the wall. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC",
                "Europe/Berlin",
                "America/New_York",
                "Australia/Lord_Howe",
                "Asia/Kathmandu",
                "America/Sao_Paulo",
                "Pacific/Apia",
                "Africa/Casablanca"
            })
    void isExactOverEachChangeOfTheClocks(String zone) {
        ZoneId timezone = ZoneId.of(zone);
        Random random = new Random(zone.hashCode());
        for (int round = 0; round < 6; round++) {
            // half of them at hours that a change of the clocks may skip or repeat
            LocalTime time =
                    LocalTime.of(round % 2 == 0 ? random.nextInt(4) : random.nextInt(24), 30 * random.nextInt(2));
            DayOfWeek day = round % 3 == 0 ? DayOfWeek.SUNDAY : DayOfWeek.of(1 + random.nextInt(7));
            Rotation rotation = weekly(timezone, day, time, List.of());
            LocalDate handoffDay = MONDAY;
            while (handoffDay.getDayOfWeek() != day) {
                handoffDay = handoffDay.minusDays(1);
            }
            Instant now = MONDAY.plusDays(8).atStartOfDay(timezone).toInstant();
            Instant end = now.plus(Duration.ofDays(3 * 366));
            int turn = 0;
            Instant next = handoffDay.plusDays(7).atTime(time).atZone(timezone).toInstant();
            Instant begin = handoffDay.atTime(time).atZone(timezone).toInstant();
            while (now.isBefore(end)) {
                while (!now.isBefore(next)) {
                    turn++;
                    begin = next;
                    next = handoffDay
                            .plusDays(7L * (turn + 1))
                            .atTime(time)
                            .atZone(timezone)
                            .toInstant();
                }
                Turn found = rotation.at(now);
                if (!found.who().equals(rotation.members().get(turn % 3))
                        || !found.since().equals(begin)
                        || !found.until().equals(next)) {
                    throw new AssertionError(zone + " " + day + " " + time + " at " + now + ": " + found);
                }
                now = now.plus(Duration.ofMinutes(60));
            }
        }
    }

    @Test
    void aWeekInWhichClocksChangeIsAnHourLongerOrShorter() {
        Rotation rotation = weekly(BERLIN, DayOfWeek.MONDAY, LocalTime.of(9, 0), List.of());

        assertThat(length(rotation.at(berlin("2026-03-25T12:00")))).isEqualTo(Duration.ofHours(167));
        assertThat(length(rotation.at(berlin("2026-10-21T12:00")))).isEqualTo(Duration.ofHours(169));
    }

    private static Duration length(Turn turn) {
        return Duration.between(turn.since(), turn.until());
    }

    private static Rotation weekly(ZoneId timezone, DayOfWeek day, LocalTime time, List<Stand> overrides) {
        return new Rotation("platform", List.of(ADA, GRACE, LINUS), day, time, timezone, MONDAY, overrides);
    }

    private static Instant berlin(String local) {
        return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
    }
}
