package dev.firebreak.notifier.slack;

import dev.firebreak.model.Severity;

/** New incidents first, then what changed, then counts; the threads when nothing else is due. */
enum Urgency {
    NEW(0),
    STATE(1),
    COUNTS(2);

    private final int rank;

    Urgency(int rank) {
        this.rank = rank;
    }

    int rank() {
        return rank;
    }

    /** Worst first. */
    static int rank(Severity severity) {
        return switch (severity) {
            case CRITICAL -> 0;
            case ERROR -> 1;
            case WARNING -> 2;
            case INFO -> 3;
        };
    }
}
