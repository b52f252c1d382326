package dev.firebreak.ingest.source;

import java.time.Instant;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One message as it came in.
 *
 * @param headers by name in any case; null when the header was not sent
 * @param headerNames of all headers, for senders that choose names of their own
 * @param body the bytes received: what a signature is made over
 * @param name the variable part of the path; empty when the path has none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copied by nobody
public record Delivery(
        Function<String, @Nullable String> headers,
        Supplier<Set<String>> headerNames,
        byte[] body,
        Instant receivedAt,
        String name) {
    public Delivery(Function<String, @Nullable String> headers, byte[] body, Instant receivedAt) {
        this(headers, Set::of, body, receivedAt, "");
    }

    public @Nullable String header(String name) {
        return headers.apply(name);
    }
}
