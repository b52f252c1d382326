package dev.firebreak.notifier.obligation;

import dev.firebreak.model.Severity;
import dev.firebreak.model.incident.Receiver;

/** What goes first: calls for help before news, and among both the worst incident. */
public final class Rank {
    /** Lower ones call responders. */
    public static final int NEWS = 10;

    /** Lower ones call responders so urgently that somebody else is asked when proof is missing. */
    public static final int CAN_WAIT = 2;

    private Rank() {}

    static int of(Transition.Kind kind, Severity severity, Receiver receiver) {
        boolean calls = isCall(kind) && !(receiver instanceof Receiver.Statuspage);
        return (calls ? 0 : NEWS) + weight(severity);
    }

    private static int weight(Severity severity) {
        return switch (severity) {
            case CRITICAL -> 0;
            case ERROR -> 1;
            case WARNING -> CAN_WAIT;
            case INFO -> CAN_WAIT + 1;
        };
    }

    static boolean isCall(Transition.Kind kind) {
        return switch (kind) {
            case OPENED, ESCALATED, APPROVAL_REQUESTED, REOPENED, UNDELIVERED -> true;
            case ACKNOWLEDGED, MITIGATED, RESOLVED, NOTED, ASSIGNED, NEXT_LEVEL -> false;
        };
    }
}
