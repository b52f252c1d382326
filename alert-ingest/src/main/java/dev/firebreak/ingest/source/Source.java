package dev.firebreak.ingest.source;

import dev.firebreak.ingest.json.JsonLimits;
import dev.firebreak.ingest.json.PayloadException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A kind of sender. Has no state: many requests use it at once. */
public interface Source {
    /** What metrics and budgets call it. */
    String name();

    /** Where its messages arrive; {@code {name}} stands for any one step, which the delivery carries. */
    default List<String> paths() {
        return List.of("/webhooks/" + name());
    }

    /** HTTP methods it sends with. */
    default Set<String> methods() {
        return Set.of("POST");
    }

    JsonLimits limits();

    /**
     * What the headers alone tell, before a byte of the body is read: then a stranger cannot make us read one. Null when
     * the body is needed, for it is signed.
     *
     * @param headersOnly has no body yet
     */
    default @Nullable Authentication authenticateByHeaders(Delivery headersOnly) {
        return null;
    }

    /** Looks at headers and raw bytes only. */
    Authentication authenticate(Delivery delivery);

    /** @throws PayloadException when the body is not what this source sends */
    Reading read(Delivery delivery);
}
