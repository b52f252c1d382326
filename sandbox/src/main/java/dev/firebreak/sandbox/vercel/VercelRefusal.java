package dev.firebreak.sandbox.vercel;

/** Becomes {@code {"error":{"code":…,"message":…}}}. */
final class VercelRefusal extends RuntimeException {
    private final int status;
    private final String code;

    VercelRefusal(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static VercelRefusal notFound(String what) {
        return new VercelRefusal(404, "not_found", what + " was not found");
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
