package dev.firebreak.ingest.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** How senders prove themselves that sign nothing: a token in {@code Authorization}. */
public record BearerTokens(SharedSecrets tokens) {
    private static final String SCHEME = "Bearer ";

    /** @param otherwise for a sender that sends no token: where it would set one */
    public Authentication check(Delivery delivery, String otherwise) {
        String authorization = delivery.header("Authorization");
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return tokens.check(_ -> false, "there is no bearer token: " + otherwise);
        }
        byte[] token = authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
        return tokens.check(
                secret -> MessageDigest.isEqual(secret.revealBytes(), token), "the bearer token is none of ours");
    }
}
