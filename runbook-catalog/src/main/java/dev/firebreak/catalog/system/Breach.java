package dev.firebreak.catalog.system;

/** How far something is out of bounds, the worse the later. */
public enum Breach {
    NONE,
    WARNING,
    CRITICAL
}
