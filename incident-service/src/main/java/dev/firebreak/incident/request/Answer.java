package dev.firebreak.incident.request;

import dev.firebreak.model.incident.Incident;

/** What became of a request. */
public sealed interface Answer {
    /** It is so now, by this request or already before it. */
    record Done(Incident incident) implements Answer {}

    record Refused(Incident incident, String reason) implements Answer {}

    record UnknownIncident() implements Answer {}

    /** The very same request was handled before. */
    record Repeated() implements Answer {}
}
