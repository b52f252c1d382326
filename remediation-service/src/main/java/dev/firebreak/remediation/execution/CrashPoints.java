package dev.firebreak.remediation.execution;

/** Named places where a test lets the process "die": what throws here leaves everything as it was committed last. */
@FunctionalInterface
interface CrashPoints {
    CrashPoints NONE = _ -> {};

    enum Point {
        BEFORE_OFFSET,
        BEFORE_INTENT,
        AFTER_INTENT,
        AFTER_EFFECT,
        AFTER_OUTCOME
    }

    void at(Point point);
}
