package dev.firebreak.notifier.pagerduty.webhook;

import dev.firebreak.model.Secret;
import dev.firebreak.model.wire.HexHmac;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Proves that PagerDuty sent a body, by its
 * <a href="https://developer.pagerduty.com/docs/verifying-signatures">list of signatures</a>: while a secret is changed
 * there are several, and any that fits will do. No time is signed: repeats are known by the event's id.
 */
final class WebhookSignature {
    static final String HEADER = "X-PagerDuty-Signature";
    private static final String VERSION = "v1=";
    private static final int MOST = 10;

    enum Verdict {
        GENUINE,
        MISSING,
        WRONG,
        NOT_CONFIGURED
    }

    private final List<HexHmac> hmacs;

    WebhookSignature(List<Secret> secrets) {
        this.hmacs = secrets.stream()
                .map(secret -> new HexHmac(HexHmac.SHA256, secret))
                .toList();
    }

    Verdict judge(@Nullable String header, byte[] body) {
        if (hmacs.isEmpty()) {
            return Verdict.NOT_CONFIGURED;
        }
        List<String> signatures = header == null
                ? List.of()
                : Arrays.stream(header.split(",", MOST + 1))
                        .limit(MOST)
                        .map(String::strip)
                        .filter(one -> one.startsWith(VERSION)) // other versions are skipped, not refused
                        .map(one -> one.substring(VERSION.length()))
                        .toList();
        if (signatures.isEmpty()) {
            return Verdict.MISSING;
        }
        boolean genuine = false;
        for (HexHmac hmac : hmacs) { // all of them: the time must not tell which one it was
            for (String signature : signatures) {
                genuine |= hmac.verifies(signature, body);
            }
        }
        return genuine ? Verdict.GENUINE : Verdict.WRONG;
    }
}
