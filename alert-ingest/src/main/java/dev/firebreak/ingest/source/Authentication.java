package dev.firebreak.ingest.source;

/** Whether a message comes from whom it says. */
public sealed interface Authentication {
    record Accepted() implements Authentication {}

    /** @param reason for the sender: what did not match, never what would have */
    record Refused(String reason) implements Authentication {}

    /** Nobody can send: no secret is known to check with. A source without a secret is closed, never open. */
    record Closed(String setting) implements Authentication {}
}
