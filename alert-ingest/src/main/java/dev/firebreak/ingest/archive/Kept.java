package dev.firebreak.ingest.archive;

import dev.firebreak.ingest.source.Delivery;
import dev.firebreak.model.wire.Wire;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A delivery that is to be kept, with the headers that its meaning depends on and no others. Copied out of the request,
 * which would stay in memory as a whole otherwise.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copied by nobody
record Kept(String source, String name, byte[] body, Instant receivedAt, String headers, List<String> deliveryKeys) {
    private static final Set<String> HEADERS = Set.of(
            "content-type",
            "user-agent",
            "sentry-hook-resource",
            "sentry-hook-timestamp",
            "request-id",
            "x-request-id");
    private static final String CLOUD_EVENT = "ce-";

    static Kept of(String source, Delivery delivery, List<String> deliveryKeys) {
        Map<String, String> headers = new TreeMap<>();
        for (String name : delivery.headerNames().get()) {
            String lower = name.toLowerCase(Locale.ROOT);
            String value = delivery.header(name);
            if (value != null && (HEADERS.contains(lower) || lower.startsWith(CLOUD_EVENT))) {
                headers.put(lower, value);
            }
        }
        return new Kept(
                source,
                delivery.name(),
                delivery.body(),
                delivery.receivedAt(),
                Wire.JSON.writeValueAsString(headers),
                List.copyOf(deliveryKeys));
    }

    int size() {
        return body.length;
    }
}
