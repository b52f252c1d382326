package dev.firebreak.remediation.action;

/** What is known right after a call. */
public sealed interface Outcome {
    String summary();

    /** The target said that it is done. */
    record Applied(String summary) implements Outcome {}

    /** The target took the request and carries it out; observing tells when it is done. */
    record Accepted(String summary) implements Outcome {}

    /** The call did not leave, or the target refused it: nothing changed. */
    record Failed(String summary) implements Outcome {}

    /** It may have taken effect: observing must tell. */
    record Unknown(String summary) implements Outcome {}
}
