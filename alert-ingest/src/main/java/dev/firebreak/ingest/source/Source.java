package dev.firebreak.ingest.source;

import dev.firebreak.ingest.json.JsonLimits;
import dev.firebreak.ingest.json.PayloadException;
import java.util.Set;

/** A kind of sender. Has no state: many requests use it at once. */
public interface Source {
    /** The last step of its path, and the {@code source} of its alerts. */
    String name();

    /** HTTP methods it sends with. */
    default Set<String> methods() {
        return Set.of("POST");
    }

    JsonLimits limits();

    /** Looks at headers and raw bytes only. */
    Authentication authenticate(Delivery delivery);

    /** @throws PayloadException when the body is not what this source sends */
    Reading read(Delivery delivery);
}
