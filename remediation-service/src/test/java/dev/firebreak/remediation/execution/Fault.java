package dev.firebreak.remediation.execution;

/** Bugs of the shell, planted to see that they are found. */
enum Fault {
    NONE,
    CALLS_BEFORE_THE_COMMIT,
    FORGETS_THE_FENCE,
    FORGETS_WHAT_WAS_WRITTEN,
    FORGETS_WHAT_ARRIVED,
    CLAIMS_WHAT_IS_HELD,
    READS_THE_FIGURES_TOO_EARLY,
    FORGETS_THE_DEADLINE,
    LETS_GO_OF_THE_TARGET
}
