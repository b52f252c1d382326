package dev.firebreak.remediation.outgoing;

/** The lease may be over: nothing was written. */
final class DeadlinePassedException extends RuntimeException {
    DeadlinePassedException() {
        super("the time for this call was over before it could be sent", null, false, false);
    }
}
