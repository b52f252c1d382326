package dev.firebreak.incident.access;

import java.util.Base64;
import java.util.Optional;

/**
 * What a browser takes along to the provider and has to bring back, known to nobody else.
 *
 * @param state that the provider hands back with its answer, which so belongs to this browser
 * @param nonce that the provider signs, so that the token belongs to this login
 * @param verifier whose hash the provider gets first, so that a stolen code is of no use (PKCE)
 * @param next page of ours to go on with
 */
record Journey(String state, String nonce, String verifier, String next) {
    private static final String BETWEEN = "~"; // neither in a key nor in an address of a page

    static Journey to(String next, Keys keys) {
        return new Journey(keys.next(), keys.next(), keys.next(), next);
    }

    /** Empty when it is not one of ours. */
    static Optional<Journey> parse(String cookie) {
        String[] parts = cookie.split(BETWEEN, -1);
        return parts.length == 4 ? Optional.of(new Journey(parts[0], parts[1], parts[2], parts[3])) : Optional.empty();
    }

    String cookie() {
        return String.join(BETWEEN, state, nonce, verifier, next);
    }

    /** By the method {@code S256} of RFC 7636. */
    String challenge() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Keys.hash(verifier));
    }

    @Override
    public String toString() {
        return "Journey[to " + next + "]";
    }
}
