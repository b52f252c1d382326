package dev.firebreak.incident.lifecycle;

import dev.firebreak.model.incident.Assignee;
import dev.firebreak.model.incident.IncidentState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an incident stands by what was said of it.
 *
 * @param startedAt when the present run of it began: at the opening, or by what reopened it last
 * @param byPerson whether a person reopened it last, so that only what ends after that can end it
 * @param assignedTo whom it was given to last in this run; null when to nobody
 */
public record Standing(
        IncidentState state,
        Instant startedAt,
        boolean byPerson,
        @Nullable Instant acknowledgedAt,
        @Nullable String acknowledgedBy,
        @Nullable Instant mitigatedAt,
        @Nullable Instant resolvedAt,
        @Nullable String resolvedBy,
        @Nullable Assignee assignedTo) {

    static Standing begun(Instant startedAt, boolean byPerson) {
        return new Standing(IncidentState.TRIGGERED, startedAt, byPerson, null, null, null, null, null, null);
    }

    /** Whatever is said afterwards is said of another incident. */
    private boolean isClosed() {
        return state == IncidentState.CLOSED;
    }

    boolean isOpen() {
        return state.isOpen();
    }

    /** What the next statement makes of it; the same when that says nothing new here. */
    Standing after(Statement next) {
        if (isClosed()) {
            return this;
        }
        return switch (next.kind()) {
            case FIRED -> isOpen() ? this : begun(next.at(), false);
            case RECURRED -> isOpen() && state != IncidentState.MITIGATED ? this : begun(next.at(), false);
            case ACKNOWLEDGED -> isOpen() && acknowledgedAt == null ? acknowledged(next) : this;
            case ASSIGNED -> isOpen() && next.to() != null ? assigned(next.to()) : this;
            case MITIGATED -> isOpen() && state != IncidentState.MITIGATED ? mitigated(next.at()) : this;
            case QUIET -> isOpen() && !isReopenedSince(next.since()) ? resolved(next) : this;
            case RESOLVED -> isOpen() ? resolved(next) : this;
            case REOPENED -> isOpen() ? this : begun(next.at(), true);
            case MERGED, CLOSED -> closed(next);
        };
    }

    /** A person said that it goes on after this was the newest word: silence since before proves nothing. */
    boolean isReopenedSince(@Nullable Instant time) {
        return byPerson && (time == null || startedAt.isAfter(time));
    }

    private Standing acknowledged(Statement by) {
        IncidentState then = state == IncidentState.MITIGATED ? state : IncidentState.ACKNOWLEDGED;
        return new Standing(then, startedAt, byPerson, by.at(), by.by(), mitigatedAt, null, null, assignedTo);
    }

    /** An address that is known already is not forgotten. */
    private Standing assigned(Assignee to) {
        @Nullable Assignee known = assignedTo;
        boolean isKnown = known != null && to.isSame(known) && (to.mail() == null || known.mail() != null);
        return isKnown
                ? this
                : new Standing(
                        state,
                        startedAt,
                        byPerson,
                        acknowledgedAt,
                        acknowledgedBy,
                        mitigatedAt,
                        resolvedAt,
                        resolvedBy,
                        to);
    }

    private Standing mitigated(Instant at) {
        return new Standing(
                IncidentState.MITIGATED,
                startedAt,
                byPerson,
                acknowledgedAt,
                acknowledgedBy,
                at,
                null,
                null,
                assignedTo);
    }

    private Standing closed(Statement by) {
        return new Standing(
                IncidentState.CLOSED,
                startedAt,
                byPerson,
                acknowledgedAt,
                acknowledgedBy,
                mitigatedAt,
                resolvedAt == null ? by.at() : resolvedAt,
                resolvedBy == null ? by.by() : resolvedBy,
                assignedTo);
    }

    private Standing resolved(Statement by) {
        return new Standing(
                IncidentState.RESOLVED,
                startedAt,
                byPerson,
                acknowledgedAt,
                acknowledgedBy,
                mitigatedAt,
                by.at(),
                by.by(),
                assignedTo);
    }
}
