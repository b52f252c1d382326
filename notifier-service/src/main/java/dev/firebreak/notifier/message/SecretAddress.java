package dev.firebreak.notifier.message;

import dev.firebreak.model.Secret;
import dev.firebreak.model.Secrets;
import java.net.URI;
import java.util.Optional;

/** The address of a receiver that is a secret itself: whoever has it can write there. */
public sealed interface SecretAddress {
    record Found(URI uri) implements SecretAddress {}

    /** @param reason what to set, never what is set */
    record Unusable(String reason) implements SecretAddress {}

    static SecretAddress of(String secret, Secrets secrets) {
        String settings = String.join(" or ", Secrets.settingNames(secret));
        Optional<Secret> written = secrets.find(secret);
        if (written.isEmpty()) {
            return new Unusable("no secret '" + secret + "': set " + settings);
        }
        return parse(written.get())
                .<SecretAddress>map(Found::new)
                .orElseGet(() -> new Unusable(settings + " is no address such as https://example.com/hook"));
    }

    private static Optional<URI> parse(Secret written) {
        try {
            URI uri = URI.create(written.reveal().strip());
            boolean isWeb = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            return isWeb && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException _) { // its message would tell the address
            return Optional.empty();
        }
    }
}
