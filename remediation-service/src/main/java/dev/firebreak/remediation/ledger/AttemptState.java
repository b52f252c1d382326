package dev.firebreak.remediation.ledger;

/** How far one try came: a call may leave, and has if it is not known to have failed; or how it ended. */
public enum AttemptState {
    DISPATCHING,
    APPLIED,
    FAILED,
    REFUSED,
    UNKNOWN
}
