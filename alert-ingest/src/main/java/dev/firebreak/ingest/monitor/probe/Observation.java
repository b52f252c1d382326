package dev.firebreak.ingest.monitor.probe;

import dev.firebreak.catalog.system.Breach;
import org.jspecify.annotations.Nullable;

/** What one look saw. The text is for people and without secrets. */
public sealed interface Observation {
    String text();

    /**
     * It answered the question.
     *
     * @param breach NONE when all is well
     * @param value what was measured; null when nothing was
     */
    record Seen(Breach breach, @Nullable Double value, String text) implements Observation {
        public boolean isGood() {
            return breach == Breach.NONE;
        }
    }

    /** The means of looking failed, so nothing is known about what was to be looked at. */
    record Blind(String text) implements Observation {}

    /** Nobody has said yet how to look: an address or a secret is missing. */
    record NotSetUp(String text) implements Observation {}

    static Observation good(String text) {
        return new Seen(Breach.NONE, null, text);
    }

    static Observation bad(String text) {
        return new Seen(Breach.CRITICAL, null, text);
    }
}
