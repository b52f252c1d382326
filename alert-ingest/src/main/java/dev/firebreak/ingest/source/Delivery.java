package dev.firebreak.ingest.source;

import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One message as it came in.
 *
 * @param headers by name in any case; null when the header was not sent
 * @param body the bytes received: what a signature is made over
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copied by nobody
public record Delivery(Function<String, @Nullable String> headers, byte[] body, Instant receivedAt) {
    public @Nullable String header(String name) {
        return headers.apply(name);
    }
}
