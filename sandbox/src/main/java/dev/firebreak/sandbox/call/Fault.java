package dev.firebreak.sandbox.call;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong with the next calls.
 *
 * @param path part of the path; null means any
 * @param next how many calls it still hits
 * @param retryAfter seconds for the header of that name; null means no header
 */
record Fault(
        @Nullable String path,
        int next,
        Kind kind,
        int status,
        @Nullable Integer retryAfter) {
    enum Kind {
        /** Answered with an error, nothing happens. */
        STATUS,
        /** Never answered, nothing happens. */
        HANG,
        /** It happens, but the connection is cut before the answer. */
        LOSE
    }

    /** As people write it: what is missing has a sensible value. */
    record Request(
            @Nullable String path,
            @Nullable Integer next,
            @Nullable String kind,
            @Nullable Integer status,
            @Nullable Integer retryAfter) {
        Fault toFault() {
            Kind wanted = kind == null ? Kind.STATUS : Kind.valueOf(kind.toUpperCase(Locale.ROOT));
            return new Fault(path, next == null ? 1 : next, wanted, status == null ? 500 : status, retryAfter);
        }
    }

    boolean hits(String calledPath) {
        return next > 0 && (path == null || calledPath.contains(path));
    }

    Fault once() {
        return new Fault(path, next - 1, kind, status, retryAfter);
    }
}
