package dev.firebreak.catalog.markdown;

/** How sure the import was. */
public enum Sureness {
    /** It is written so. */
    SURE,
    /** It is meant so, as far as can be told. */
    LIKELY,
    /** Filled in because the language needs something there. */
    GUESS
}
