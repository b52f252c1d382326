package dev.firebreak.notifier.slack.press;

import dev.firebreak.model.Secret;
import dev.firebreak.model.wire.HexHmac;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request is Slack's, over its raw bytes: <a
 * href="https://docs.slack.dev/authentication/verifying-requests-from-slack">v0</a>. The SDK's own check takes
 * timestamps from the future and compares in a time that tells how much of a guess was right.
 *
 * @param secrets all of them count, so that one can be replaced without a gap
 */
record RequestSignature(List<Secret> secrets) {
    static final String TIMESTAMP = "X-Slack-Request-Timestamp";
    static final String SIGNATURE = "X-Slack-Signature";

    private static final String VERSION = "v0=";
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    RequestSignature {
        secrets = List.copyOf(secrets);
    }

    enum Verdict {
        GENUINE,
        NOT_CONFIGURED,
        MISSING,
        TOO_OLD_OR_TOO_NEW,
        WRONG
    }

    Verdict judge(@Nullable String timestamp, @Nullable String signature, byte[] body, Instant now) {
        if (secrets.isEmpty()) {
            return Verdict.NOT_CONFIGURED;
        }
        if (timestamp == null
                || signature == null
                || !timestamp.matches("[0-9]{1,12}")
                || !signature.startsWith(VERSION)) {
            return Verdict.MISSING;
        }
        Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
                .abs();
        if (age.compareTo(TOLERANCE) > 0) {
            return Verdict.TOO_OLD_OR_TOO_NEW;
        }
        byte[] start = ("v0:" + timestamp + ":").getBytes(StandardCharsets.UTF_8);
        String hex = signature.substring(VERSION.length());
        boolean genuine = false;
        for (Secret secret : secrets) { // all of them: the time must not tell which one it was
            genuine |= new HexHmac(HexHmac.SHA256, secret).verifies(hex, start, body);
        }
        return genuine ? Verdict.GENUINE : Verdict.WRONG;
    }
}
