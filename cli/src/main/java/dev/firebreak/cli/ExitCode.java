package dev.firebreak.cli;

/** What the shell is told. Documented in the README; scripts rely on it. */
final class ExitCode {
    static final int DONE = 0;
    /** The catalogue is not valid, or the service said no. */
    static final int REFUSED = 1;
    /** The command was called wrongly. */
    static final int USAGE = 2;
    /** Nothing answers there. */
    static final int UNREACHABLE = 3;
    /** Wrong user or password, or not entitled. */
    static final int NOT_ALLOWED = 4;
    /** A backtest crosses a bound of {@code --fail-on}. */
    static final int BOUND_CROSSED = 5;

    private ExitCode() {}
}
