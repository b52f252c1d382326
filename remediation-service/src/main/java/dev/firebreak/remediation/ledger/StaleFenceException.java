package dev.firebreak.remediation.ledger;

/** Another turn has taken over: whatever this one still wants to write is out of date. Not an error, a lost claim. */
public final class StaleFenceException extends RuntimeException {
    public StaleFenceException(String message) {
        super(message, null, false, false);
    }
}
