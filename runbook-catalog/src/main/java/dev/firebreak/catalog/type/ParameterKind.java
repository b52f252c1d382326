package dev.firebreak.catalog.type;

/** What a parameter takes. Texts and addresses may hold {@code ${cel}}; all else is fixed when the catalogue loads. */
public enum ParameterKind {
    TEXT,
    /** An address, {@code http} or {@code https}. */
    URL,
    INTEGER,
    /** One whole number or a list of them. */
    INTEGERS,
    BOOLEAN,
    DURATION,
    /** A mapping of names to texts. */
    TEXTS,
    /** The name of one of the service's targets. */
    TARGET,
    /** The name of one of the system's receivers. */
    RECEIVER,
    /** The name of one of the system's thresholds. */
    THRESHOLD,
    /** CEL over {@code status} and {@code body}. */
    EXPECTATION
}
