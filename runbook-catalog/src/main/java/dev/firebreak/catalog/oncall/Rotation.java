package dev.firebreak.catalog.oncall;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.stream.Stream;

/**
 * A weekly rotation. Handed over at one time of the week by the clock on the team's wall: a week in which clocks are
 * changed is an hour longer or shorter. A time that the change leaves out is an hour later that day; of one that comes
 * twice the first counts.
 *
 * @param from in the turn that includes this day's handoff time the first member is on call
 * @param overrides a later one wins over an earlier one
 */
public record Rotation(
        String name,
        List<Member> members,
        DayOfWeek day,
        LocalTime time,
        ZoneId timezone,
        LocalDate from,
        List<Stand> overrides) {
    private static final int WEEK = 7;

    public Rotation {
        if (members.isEmpty()) {
            throw new IllegalArgumentException("nobody in rotation " + name);
        }
        members = List.copyOf(members);
        overrides = List.copyOf(overrides);
    }

    /** Always somebody, before {@code from} too: the order goes on backwards. */
    public Turn at(Instant now) {
        long week = weekOf(now);
        Instant begin = handoff(week);
        Instant end = handoff(week + 1);
        Instant since = bounds().filter(bound -> bound.isAfter(begin) && !bound.isAfter(now))
                .max(Instant::compareTo)
                .orElse(begin);
        Instant until = bounds().filter(bound -> bound.isAfter(now) && bound.isBefore(end))
                .min(Instant::compareTo)
                .orElse(end);
        return overrides.reversed().stream()
                .filter(each -> each.covers(now))
                .findFirst()
                .map(each -> new Turn(each.who(), since, until, true))
                .orElseGet(() ->
                        new Turn(members.get((int) Math.floorMod(week, (long) members.size())), since, until, false));
    }

    private Stream<Instant> bounds() {
        return overrides.stream().flatMap(each -> Stream.of(each.from(), each.to()));
    }

    private long weekOf(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, timezone);
        long week = Math.floorDiv(ChronoUnit.DAYS.between(first(), today), (long) WEEK);
        return now.isBefore(handoff(week)) ? week - 1 : week;
    }

    private Instant handoff(long week) {
        return first().plusDays(week * WEEK).atTime(time).atZone(timezone).toInstant();
    }

    private LocalDate first() {
        return from.with(TemporalAdjusters.previousOrSame(day));
    }
}
