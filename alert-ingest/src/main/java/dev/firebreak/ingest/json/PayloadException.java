package dev.firebreak.ingest.json;

/** A body that cannot be taken, with words for its sender. Has no stack trace: it is an answer, not a defect. */
public final class PayloadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final boolean malformed;
    private final String pointer;
    private final int line;

    private PayloadException(boolean malformed, String message, String pointer, int line) {
        super(message, null, false, false);
        this.reason = message;
        this.malformed = malformed;
        this.pointer = pointer;
        this.line = line;
    }

    static PayloadException malformed(String message, String pointer, int line) {
        return new PayloadException(true, message, pointer, line);
    }

    /** @param pointer JSON pointer (RFC 6901) of what is missing or wrong */
    public static PayloadException wrongShape(String pointer, String message) {
        return new PayloadException(false, message, pointer, 0);
    }

    /** Not JSON, or beyond the bounds; else it is JSON that means nothing to us. */
    public boolean isMalformed() {
        return malformed;
    }

    public String reason() {
        return reason;
    }

    public String pointer() {
        return pointer;
    }

    /** Zero when it is not known. */
    public int line() {
        return line;
    }
}
