package dev.firebreak.ingest.json;

/** A body that cannot be taken, with words for its sender. Has no stack trace: it is an answer, not a defect. */
public final class PayloadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    public enum Kind {
        MALFORMED,
        WRONG_SHAPE,
        UNKNOWN_NAME
    }

    private final String reason;
    private final Kind kind;
    private final String pointer;
    private final int line;

    private PayloadException(Kind kind, String message, String pointer, int line) {
        super(message, null, false, false);
        this.reason = message;
        this.kind = kind;
        this.pointer = pointer;
        this.line = line;
    }

    static PayloadException malformed(String message, String pointer, int line) {
        return new PayloadException(Kind.MALFORMED, message, pointer, line);
    }

    /** @param pointer JSON pointer (RFC 6901) of what is missing or wrong */
    public static PayloadException wrongShape(String pointer, String message) {
        return new PayloadException(Kind.WRONG_SHAPE, message, pointer, 0);
    }

    /** Nothing here goes by the name in the message's path. */
    public static PayloadException unknownName(String message) {
        return new PayloadException(Kind.UNKNOWN_NAME, message, "", 0);
    }

    public Kind kind() {
        return kind;
    }

    /** Not JSON, or beyond the bounds; else it is JSON that means nothing to us. */
    public boolean isMalformed() {
        return kind == Kind.MALFORMED;
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
