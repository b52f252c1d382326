package dev.firebreak.incident.correlation;

import dev.firebreak.incident.lifecycle.Ruling;

/** Whether an alert concerns an incident at all. */
public sealed interface Verdict {
    record Applies(Ruling ruling) implements Verdict {}

    /** @param outcome short, for counting; {@code reason} for people */
    record Left(String outcome, String reason) implements Verdict {}
}
