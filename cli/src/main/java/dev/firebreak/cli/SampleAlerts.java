package dev.firebreak.cli;

import dev.firebreak.model.Secret;
import dev.firebreak.model.wire.HexHmac;
import dev.firebreak.model.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the monitoring tools send, signed with the secrets that the running Firebreak has. */
final class SampleAlerts {
    /** A body and the headers that prove where it comes from. */
    @SuppressWarnings("ArrayRecordComponent") // never compared; the bytes are sent as they were signed
    record Message(byte[] body, Map<String, String> headers) {}

    private final Environment environment;
    private final Instant now;
    private final String severity;
    private final boolean resolved;

    SampleAlerts(Environment environment, Instant now, String severity, boolean resolved) {
        this.environment = environment;
        this.now = now;
        this.severity = severity;
        this.resolved = resolved;
    }

    Message prometheus(String alert, String system, String service) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("alertname", alert);
        labels.put("system", system);
        labels.put("service", service);
        labels.put("severity", severity);
        String status = resolved ? "resolved" : "firing";
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("status", status);
        item.put("labels", labels);
        item.put("annotations", Map.of("summary", "Sample of " + alert));
        item.put("startsAt", now.toString());
        item.put("endsAt", resolved ? now.toString() : "0001-01-01T00:00:00Z");
        Map<String, Object> group = new LinkedHashMap<>();
        group.put("version", "4");
        group.put("groupKey", "{}:{alertname=\"" + alert + "\"}");
        group.put("status", status);
        group.put("receiver", "firebreak");
        group.put("groupLabels", Map.of("alertname", alert));
        group.put("commonLabels", labels);
        group.put("commonAnnotations", Map.of());
        group.put("externalURL", "");
        group.put("alerts", List.of(item));
        return new Message(bytes(group), Map.of("Authorization", "Bearer " + secret("FIREBREAK_PROMETHEUS_TOKENS")));
    }

    Message sentry(String rule, String project) {
        Map<String, Object> alert = new LinkedHashMap<>();
        alert.put("id", Long.toString(Integer.toUnsignedLong((rule + project).hashCode())));
        alert.put("title", rule);
        alert.put("projects", List.of(project));
        alert.put("date_started", now.toString());
        alert.put("date_detected", now.toString());
        alert.put("alert_rule", Map.of("name", rule));
        byte[] body = bytes(Map.of(
                "action",
                resolved ? "resolved" : severity.equals("warning") ? "warning" : "critical",
                "installation",
                Map.of("uuid", "firebreak-cli"),
                "data",
                Map.of("metric_alert", alert)));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Sentry-Hook-Resource", "metric_alert");
        headers.put("Sentry-Hook-Timestamp", Long.toString(now.getEpochSecond()));
        headers.put("Sentry-Hook-Signature", sign(HexHmac.SHA256, "FIREBREAK_SENTRY_SECRETS", body));
        return new Message(body, headers);
    }

    /** A production deployment that failed; Vercel knows no end of it. */
    Message vercel(String project) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("project", Map.of("id", project));
        payload.put("target", "production");
        payload.put(
                "deployment",
                Map.of(
                        "id",
                        "dpl_sample" + now.getEpochSecond(),
                        "name",
                        project,
                        "url",
                        "sample.vercel.app",
                        "meta",
                        Map.of()));
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("id", "sample-" + now.toEpochMilli());
        event.put("type", resolved ? "deployment.succeeded" : "deployment.error");
        event.put("createdAt", now.toEpochMilli());
        event.put("payload", payload);
        byte[] body = bytes(event);
        return new Message(body, Map.of("x-vercel-signature", sign(HexHmac.SHA1, "FIREBREAK_VERCEL_SECRETS", body)));
    }

    private String sign(String algorithm, String setting, byte[] body) {
        return new HexHmac(algorithm, new Secret(secret(setting))).sign(body);
    }

    private String secret(String setting) {
        return environment
                .findFirst(setting)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE,
                        "nothing to sign with: set " + setting
                                + ", or FIREBREAK_DATA to the folder that `up` keeps it in" + " (looked in "
                                + environment.file() + ")"));
    }

    private static byte[] bytes(Object value) {
        return Wire.JSON.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
    }
}
