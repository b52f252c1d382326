package dev.firebreak.incident.escalation;

import dev.firebreak.catalog.system.SeverityLevel;
import dev.firebreak.model.incident.Due;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a severity level promises, and how it stands: acknowledged and responded to in time, and a word every so often.
 *
 * @param since when the level began to count: with the incident's run, or when it was changed
 * @param acknowledgeWithin null when nobody is held to it, like {@code respondWithin} and {@code updateEvery}
 * @param acknowledgeMissed whether it was told that nobody acknowledged in time; then it is not told again
 * @param respondMissed likewise
 * @param respondedAt when a person first did or said something in this run
 * @param updatedAt the newest word for people, or the newest reminder that one is due
 * @param lookedAt up to when its age was weighed against the rules that make it worse
 */
public record Clocks(
        Instant since,
        @Nullable Duration acknowledgeWithin,
        @Nullable Duration respondWithin,
        @Nullable Duration updateEvery,
        boolean acknowledgeMissed,
        boolean respondMissed,
        @Nullable Instant respondedAt,
        Instant updatedAt,
        Instant lookedAt) {

    /** A response "at once" is no clock of its own: being called at once and the time to acknowledge are. */
    public static Clocks of(SeverityLevel level, Instant since) {
        return new Clocks(
                since,
                positive(level.acknowledgeWithin()),
                positive(level.respondWithin()),
                positive(level.updateEvery()),
                false,
                false,
                null,
                since,
                since);
    }

    private static @Nullable Duration positive(@Nullable Duration duration) {
        return duration == null || duration.isZero() ? null : duration;
    }

    /** The same level in another run of the incident. */
    public Clocks restarted(Instant now) {
        return new Clocks(now, acknowledgeWithin, respondWithin, updateEvery, false, false, null, now, lookedAt);
    }

    /** Another level from now on; who has responded already need not do so again. */
    public Clocks at(SeverityLevel level, Instant now) {
        Clocks other = of(level, now);
        return new Clocks(
                now,
                other.acknowledgeWithin,
                other.respondWithin,
                other.updateEvery,
                false,
                false,
                respondedAt,
                updatedAt,
                lookedAt);
    }

    /** A person did or said something. */
    public Clocks responded(Instant at) {
        Instant first = respondedAt == null ? at : respondedAt;
        return new Clocks(
                since,
                acknowledgeWithin,
                respondWithin,
                updateEvery,
                acknowledgeMissed,
                respondMissed,
                first,
                at.isAfter(updatedAt) ? at : updatedAt,
                lookedAt);
    }

    public Clocks acknowledgeTold() {
        return new Clocks(
                since,
                acknowledgeWithin,
                respondWithin,
                updateEvery,
                true,
                respondMissed,
                respondedAt,
                updatedAt,
                lookedAt);
    }

    public Clocks respondTold() {
        return new Clocks(
                since,
                acknowledgeWithin,
                respondWithin,
                updateEvery,
                acknowledgeMissed,
                true,
                respondedAt,
                updatedAt,
                lookedAt);
    }

    public Clocks reminded(Instant now) {
        return new Clocks(
                since,
                acknowledgeWithin,
                respondWithin,
                updateEvery,
                acknowledgeMissed,
                respondMissed,
                respondedAt,
                now,
                lookedAt);
    }

    public Clocks looked(Instant now) {
        return new Clocks(
                since,
                acknowledgeWithin,
                respondWithin,
                updateEvery,
                acknowledgeMissed,
                respondMissed,
                respondedAt,
                updatedAt,
                now);
    }

    /** Empty when it is acknowledged, or was told to be late. */
    public Optional<Instant> acknowledgeDueAt(boolean acknowledged) {
        return acknowledged || acknowledgeMissed || acknowledgeWithin == null
                ? Optional.empty()
                : Optional.of(since.plus(acknowledgeWithin));
    }

    public Optional<Instant> respondDueAt() {
        return respondedAt != null || respondMissed || respondWithin == null
                ? Optional.empty()
                : Optional.of(since.plus(respondWithin));
    }

    public Optional<Instant> updateDueAt() {
        return updateEvery == null ? Optional.empty() : Optional.of(updatedAt.plus(updateEvery));
    }

    public Optional<Instant> nextDueAt(boolean acknowledged) {
        return next(acknowledged).map(Due::at);
    }

    /** The promise that must be kept first. */
    public Optional<Due> next(boolean acknowledged) {
        return Stream.of(
                        acknowledgeDueAt(acknowledged).map(at -> new Due(Due.What.ACKNOWLEDGE, at)),
                        respondDueAt().map(at -> new Due(Due.What.RESPOND, at)),
                        updateDueAt().map(at -> new Due(Due.What.UPDATE, at)))
                .flatMap(Optional::stream)
                .min(Comparator.comparing(Due::at));
    }
}
