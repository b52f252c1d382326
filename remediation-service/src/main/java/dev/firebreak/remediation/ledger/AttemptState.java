package dev.firebreak.remediation.ledger;

/**
 * How far one try came. A step that is to act is ready without a row; CLAIMED has one holder and nothing has left;
 * from DISPATCHING on a call may have left.
 */
public enum AttemptState {
    CLAIMED,
    DISPATCHING,
    APPLIED,
    FAILED,
    REFUSED,
    UNKNOWN
}
