package dev.firebreak.ingest.edge;

/** In the middle of a body there is no room for the rest. */
final class OverloadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Overload overload;

    OverloadException(Overload overload) {
        super("overload", null, false, false);
        this.overload = overload;
    }

    Overload overload() {
        return overload;
    }
}
