package dev.firebreak.incident.lifecycle;

import dev.firebreak.model.incident.Assignee;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was said of an incident and that moves it. Who said it where does not matter for what it means; when
 * it was said does. See docs/decisions/0020.
 *
 * @param at when the edge heard it, never after it is taken in
 * @param id tells two statements of one moment apart; null for FIRED and RECURRED, which say the same
 * @param by whose name stands beside it; null for alerts
 * @param since for QUIET: the newest word that it rests on; null for all others
 * @param to for ASSIGNED: who has it from then on; null for all others
 */
public record Statement(
        Kind kind,
        Instant at,
        @Nullable String id,
        @Nullable String by,
        @Nullable Instant since,
        @Nullable Assignee to) implements Comparable<Statement> {

    /** In the order in which they count when they were said in the same moment. */
    public enum Kind {
        /** An alert fires, new or still. */
        FIRED,
        /** An alert began after the incident was called mitigated. */
        RECURRED,
        ACKNOWLEDGED,
        /** Somebody has it from then on; the last said counts. */
        ASSIGNED,
        /** Automation has proven that it helped. */
        MITIGATED,
        /** Nothing fired for as long as the runbook asks: Firebreak's own conclusion. */
        QUIET,
        RESOLVED,
        REOPENED,
        /** People found that it is the same as another one: this one is over for good. */
        MERGED,
        /** A person said that nothing is left to do. */
        CLOSED;

        boolean isByAlert() {
            return this == FIRED || this == RECURRED;
        }
    }

    private static final Comparator<Statement> ORDER = Comparator.comparing(Statement::at)
            .thenComparing(Statement::kind)
            .thenComparing(Statement::id, Comparator.nullsFirst(Comparator.naturalOrder()));

    static Statement fired(Instant heardAt) {
        return new Statement(Kind.FIRED, heardAt, null, null, null, null);
    }

    static Statement recurred(Instant heardAt) {
        return new Statement(Kind.RECURRED, heardAt, null, null, null, null);
    }

    static Statement mitigated(Instant at, String by) {
        return new Statement(Kind.MITIGATED, at, null, by, null, null);
    }

    static Statement merged(Instant at, String by) {
        return new Statement(Kind.MERGED, at, null, by, null, null);
    }

    static Statement closed(Instant at, String by) {
        return new Statement(Kind.CLOSED, at, null, by, null, null);
    }

    static Statement quiet(Instant since, Instant at, String by) {
        return new Statement(Kind.QUIET, at, null, by, since, null);
    }

    @Override
    public int compareTo(Statement other) {
        return ORDER.compare(this, other);
    }
}
