package dev.firebreak.remediation.outgoing;

import dev.firebreak.model.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request to the outside.
 *
 * @param credential sent as {@code Authorization}; null for none
 * @param timeout of the whole call, connecting and reading included
 * @param deadline checked right before the first byte is written; null when the request changes nothing
 * @param isRead true when it changes nothing, so that it may be repeated
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; the bytes go to the socket as they are
public record Call(
        String method,
        URI uri,
        Map<String, String> headers,
        byte @Nullable [] body,
        @Nullable Credential credential,
        Duration timeout,
        @Nullable Deadline deadline,
        boolean isRead) {
    /** @param scheme such as {@code Bearer} */
    public record Credential(String scheme, Secret secret) {
        static @Nullable Credential bearer(@Nullable Secret secret) {
            return secret == null ? null : new Credential("Bearer", secret);
        }
    }

    public Call {
        headers = Map.copyOf(headers);
    }

    public static Call read(URI uri, @Nullable Secret bearer, Duration timeout) {
        return new Call(
                "GET",
                uri,
                Map.of("Accept", "application/json, */*;q=0.5"),
                null,
                Credential.bearer(bearer),
                timeout,
                null,
                true);
    }

    /** @param json null for no body */
    public static Call change(
            String method,
            URI uri,
            @Nullable String json,
            @Nullable Secret bearer,
            Duration timeout,
            Deadline deadline) {
        byte[] body = json == null ? null : json.getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = json == null
                ? Map.of("Accept", "application/json, */*;q=0.5")
                : Map.of("Accept", "application/json, */*;q=0.5", "Content-Type", "application/json");
        return new Call(method, uri, headers, body, Credential.bearer(bearer), timeout, deadline, false);
    }

    public Call withHeaders(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(headers);
        all.putAll(more);
        return new Call(method, uri, all, body, credential, timeout, deadline, isRead);
    }

    /** With the same secret under another scheme. */
    public Call withScheme(String scheme) {
        Credential other = credential == null ? null : new Credential(scheme, credential.secret());
        return new Call(method, uri, headers, body, other, timeout, deadline, isRead);
    }

    /** For people and logs: without user info, query and fragment, where secrets hide. */
    public static String readable(URI uri) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return uri.getScheme() + "://" + uri.getHost() + port + uri.getPath();
    }
}
