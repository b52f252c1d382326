package dev.firebreak.catalog.expression;

/** What came of evaluating a condition, with the reason when it could not be evaluated. */
public sealed interface Outcome {
    record Holds() implements Outcome {}

    record DoesNotHold() implements Outcome {}

    /** Counts as not holding. */
    record Failed(String reason) implements Outcome {}

    static Outcome of(boolean holds) {
        return holds ? new Holds() : new DoesNotHold();
    }
}
