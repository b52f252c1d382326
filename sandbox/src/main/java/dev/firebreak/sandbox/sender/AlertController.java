package dev.firebreak.sandbox.sender;

import dev.firebreak.model.Secret;
import dev.firebreak.model.wire.HexHmac;
import dev.firebreak.sandbox.SandboxSettings;
import dev.firebreak.sandbox.call.Poster;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Sends what Alertmanager, Sentry and Vercel would send, with their signatures. */
@RestController
@RequestMapping("/alerts")
class AlertController {
    private final Poster poster;
    private final JsonMapper json;
    private final InstantSource clock;
    private final SandboxSettings settings;
    private final VercelAlerts vercel;

    AlertController(
            Poster poster, JsonMapper json, InstantSource clock, SandboxSettings settings, VercelAlerts vercel) {
        this.poster = poster;
        this.json = json;
        this.clock = clock;
        this.settings = settings;
        this.vercel = vercel;
    }

    @PostMapping("/prometheus")
    Sending.Result prometheus(@RequestBody PrometheusAlert alert) {
        Secret token = first(settings.prometheusTokens(), "FIREBREAK_PROMETHEUS_TOKENS");
        Map<String, String> headers = Map.of(
                "Content-Type", "application/json",
                "User-Agent", "Alertmanager/0.34.0",
                "Authorization", "Bearer " + token.reveal());
        var sending = new Sending(
                settings.ingest().resolve("/webhooks/prometheus"), headers, alert.toJson(json, clock.instant()));
        return sending.send(poster, json, alert.times(), alert.bytes());
    }

    @PostMapping("/sentry")
    Sending.Result sentry(@RequestBody SentryAlert alert) {
        Secret secret = first(settings.sentrySecrets(), "FIREBREAK_SENTRY_SECRETS");
        String body = alert.toJson(json, clock.instant());
        Map<String, String> headers = Map.of(
                "Content-Type", "application/json",
                "Request-ID", UUID.randomUUID().toString().replace("-", ""),
                "Sentry-Hook-Resource", alert.resource(),
                "Sentry-Hook-Timestamp", String.valueOf(clock.instant().getEpochSecond()),
                "Sentry-Hook-Signature",
                        new HexHmac(HexHmac.SHA256, secret).sign(body.getBytes(StandardCharsets.UTF_8)));
        var sending = new Sending(settings.ingest().resolve("/webhooks/sentry"), headers, body);
        return sending.send(poster, json, alert.times(), alert.bytes());
    }

    @PostMapping("/vercel")
    Sending.Result vercel(@RequestBody VercelAlert alert) {
        return vercel.sending(alert).send(poster, json, alert.times(), alert.bytes());
    }

    private static Secret first(List<Secret> secrets, String setting) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("set %s: nothing can be sent without it".formatted(setting));
        }
        return secrets.getFirst();
    }
}
