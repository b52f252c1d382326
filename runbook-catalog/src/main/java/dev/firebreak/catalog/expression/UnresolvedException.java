package dev.firebreak.catalog.expression;

/** A template or parameter refers to something that has no value here; the message names it. */
public final class UnresolvedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnresolvedException(String message) {
        super(message, null, false, false); // an answer that is given a hundred times for one message, not a defect
    }
}
