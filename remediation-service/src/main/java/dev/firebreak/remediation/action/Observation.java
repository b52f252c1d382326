package dev.firebreak.remediation.action;

/** What the target shows of a call that may have reached it. */
public sealed interface Observation {
    String summary();

    record Applied(String summary) implements Observation {}

    /** The target knows the request and is at it. */
    record InProgress(String summary) implements Observation {}

    /** The target knows the request and did not carry it out. */
    record Failed(String summary) implements Observation {}

    /** No trace of the request. */
    record NotApplied(String summary) implements Observation {}

    /** The target does not show it either way, or could not be read. */
    record Unclear(String summary) implements Observation {}
}
