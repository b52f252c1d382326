package dev.firebreak.ingest.prometheus;

import dev.firebreak.ingest.json.JsonBody;
import dev.firebreak.ingest.json.JsonLimits;
import dev.firebreak.ingest.json.PayloadException;
import dev.firebreak.ingest.source.Authentication;
import dev.firebreak.ingest.source.BearerTokens;
import dev.firebreak.ingest.source.Delivery;
import dev.firebreak.ingest.source.Reading;
import dev.firebreak.ingest.source.SharedSecrets;
import dev.firebreak.ingest.source.Source;
import dev.firebreak.model.alert.AlertStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Where Prometheus itself, or another ruler that speaks Alertmanager's API, posts its alerts when we are listed under
 * {@code alerting.alertmanagers}. It repeats every firing alert each minute with an end that lies ahead, and an ended one
 * for a quarter of an hour with the end that was: one that is past means resolved. An end that passes because nothing came
 * any more means nothing: a Prometheus that went silent has not said that all is well.
 */
@Component
class PrometheusApiSource implements Source {
    private final BearerTokens tokens;

    PrometheusApiSource(Environment environment) {
        this.tokens = new BearerTokens(SharedSecrets.of(environment::getProperty, PrometheusSource.TOKENS));
    }

    @Override
    public String name() {
        return "prometheus-api";
    }

    @Override
    public List<String> paths() {
        return List.of("/api/v2/alerts");
    }

    @Override
    public JsonLimits limits() {
        return PrometheusSource.LIMITS;
    }

    @Override
    public Authentication authenticateByHeaders(Delivery headersOnly) {
        return authenticate(headersOnly);
    }

    @Override
    public Authentication authenticate(Delivery delivery) {
        return tokens.check(delivery, "set authorization under alerting.alertmanagers");
    }

    @Override
    public Reading read(Delivery delivery) {
        List<AlertmanagerMessage.Item> items = JsonBody.read(delivery.body(), limits(), PrometheusApiSource::items);
        if (items.isEmpty()) {
            return Reading.dropped("no_alerts");
        }
        Instant now = delivery.receivedAt();
        AlertmanagerMapping mapping = new AlertmanagerMapping(message(items), now);
        return Reading.of(items.stream()
                .map(item -> mapping.signal(item.withStatus(status(item, now))))
                .toList());
    }

    private static List<AlertmanagerMessage.Item> items(JsonBody body) {
        if (!body.isArray()) {
            throw PayloadException.wrongShape("", "expected an array of alerts, as Alertmanager's API v2 takes");
        }
        List<AlertmanagerMessage.Item> items = new ArrayList<>();
        body.array(() -> items.add(ItemReader.read(body)));
        return items;
    }

    private static AlertmanagerMessage message(List<AlertmanagerMessage.Item> items) {
        return new AlertmanagerMessage(
                AlertmanagerMessage.Sender.PROMETHEUS, "", null, AlertStatus.FIRING, null, 0, Map.of(), items);
    }

    private static AlertStatus status(AlertmanagerMessage.Item item, Instant now) {
        boolean isOver = item.endsAt() != null && !item.endsAt().isAfter(now);
        return isOver ? AlertStatus.RESOLVED : AlertStatus.FIRING;
    }
}
