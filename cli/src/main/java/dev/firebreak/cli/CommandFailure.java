package dev.firebreak.cli;

/** Ends a command with words for the person who called it. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    CommandFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** Its words without line ends. */
    String oneLine() {
        return String.valueOf(getMessage()).replace('\n', ' ');
    }

    int exitCode() {
        return exitCode;
    }
}
