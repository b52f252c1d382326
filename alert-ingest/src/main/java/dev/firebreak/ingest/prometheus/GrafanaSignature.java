package dev.firebreak.ingest.prometheus;

import dev.firebreak.ingest.source.Authentication;
import dev.firebreak.ingest.source.Delivery;
import dev.firebreak.ingest.source.SharedSecrets;
import dev.firebreak.model.wire.HexHmac;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.springframework.core.env.Environment;

/**
 * The HMAC that a Grafana contact point can send. The names of its headers are the operator's choice; the time is signed
 * with the body only where a timestamp header is configured there.
 *
 * @param mustHaveTimestamp when our setting names the header, a message without it is none of theirs
 */
record GrafanaSignature(SharedSecrets secrets, String header, String timestampHeader, boolean mustHaveTimestamp) {
    static final String SECRETS = "FIREBREAK_GRAFANA_SECRETS";
    static final String HEADER = "FIREBREAK_GRAFANA_SIGNATURE_HEADER";
    static final String TIMESTAMP_HEADER = "FIREBREAK_GRAFANA_TIMESTAMP_HEADER";

    private static final Duration CLOCKS_APART = Duration.ofMinutes(5);

    static GrafanaSignature of(Environment environment) {
        String timestampHeader = environment.getProperty(TIMESTAMP_HEADER, "");
        return new GrafanaSignature(
                SharedSecrets.of(environment::getProperty, SECRETS),
                environment.getProperty(HEADER, "X-Grafana-Alerting-Signature"),
                timestampHeader.isBlank() ? "X-Grafana-Alerting-Timestamp" : timestampHeader,
                !timestampHeader.isBlank());
    }

    boolean isOn(Delivery delivery) {
        return delivery.header(header) != null;
    }

    Authentication check(Delivery delivery) {
        String sent = delivery.header(header);
        String signature = sent == null ? "" : sent;
        String timestamp = delivery.header(timestampHeader);
        if (timestamp == null) {
            return secrets.check(
                    secret -> !mustHaveTimestamp
                            && new HexHmac(HexHmac.SHA256, secret).verifies(signature, delivery.body()),
                    mustHaveTimestamp ? "there is no " + timestampHeader : header + " does not fit the body");
        }
        byte[] prefix = (timestamp + ":").getBytes(StandardCharsets.UTF_8);
        Authentication signed = secrets.check(
                secret -> new HexHmac(HexHmac.SHA256, secret).verifies(signature, prefix, delivery.body()),
                header + " does not fit " + timestampHeader + " and the body");
        return signed instanceof Authentication.Accepted && !isFresh(timestamp, delivery.receivedAt())
                ? new Authentication.Refused(timestampHeader + " is more than " + CLOCKS_APART.toSeconds()
                        + " seconds off: look at both clocks")
                : signed;
    }

    private static boolean isFresh(String timestamp, Instant now) {
        if (!timestamp.matches("\\d{1,11}")) {
            return false;
        }
        Instant sentAt = Instant.ofEpochSecond(Long.parseLong(timestamp));
        return Duration.between(sentAt, now).abs().compareTo(CLOCKS_APART) <= 0;
    }
}
