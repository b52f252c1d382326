package dev.firebreak.sandbox.pagerduty;

import dev.firebreak.sandbox.call.TokenBucket;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** State per routing key and dedup key; a trigger after a resolve opens another alert. */
@Component
class PagerAlerts {
    /** Of one API key: https://developer.pagerduty.com/docs/rest-api-rate-limits */
    static final int REST_PER_MINUTE = 960;

    private static final int MOST = 20_000;

    private final InstantSource clock;
    private final List<PagerAlert> alerts = new ArrayList<>();
    private final Map<String, Integer> newest = new HashMap<>();
    private final Map<String, TokenBucket> rates = new HashMap<>();
    private int perMinute = 120;
    private int restPerMinute = REST_PER_MINUTE;
    private TokenBucket rest = new TokenBucket(restPerMinute / 60.0, restPerMinute, System.nanoTime());

    PagerAlerts(InstantSource clock) {
        this.clock = clock;
    }

    /** @param newRestPerMinute requests to the REST API; 0 means no limit, as for events */
    synchronized void limit(int newPerMinute, int newRestPerMinute) {
        perMinute = newPerMinute;
        rates.clear();
        restPerMinute = newRestPerMinute;
        rest = new TokenBucket(newRestPerMinute / 60.0, newRestPerMinute, System.nanoTime());
    }

    synchronized int restPerMinute() {
        return restPerMinute;
    }

    /** Zero when the REST API may be asked now. */
    synchronized int restWaitSeconds() {
        return rest.takeOrWaitSeconds(System.nanoTime());
    }

    synchronized boolean isThrottled(String routingKey) {
        long now = System.nanoTime();
        return rates.computeIfAbsent(routingKey, added -> new TokenBucket(perMinute / 60.0, perMinute, now))
                        .takeOrWaitSeconds(now)
                > 0;
    }

    /** @return the alert after the event; empty when there was nothing to acknowledge or resolve, which is no error */
    synchronized Optional<PagerAlert> apply(PagerEvent event) {
        String key = event.routingKey() + '\n' + event.dedupKey();
        Integer index = newest.get(key);
        if (index == null || !alerts.get(index).isOpen()) {
            return event.action().equals("trigger") ? Optional.of(open(key, event)) : Optional.empty();
        }
        PagerAlert open = alerts.get(index);
        PagerAlert changed = switch (event.action()) {
            case "acknowledge" -> open.becomes("acknowledged", clock.instant());
            case "resolve" -> open.becomes(PagerAlert.RESOLVED, clock.instant());
            default -> open.triggeredAgain(clock.instant());
        };
        alerts.set(index, changed);
        return Optional.of(changed);
    }

    /** @return the alert as a person left it; empty when there is none of that key */
    synchronized Optional<PagerAlert> change(@Nullable String dedupKey, String state) {
        for (int i = alerts.size() - 1; i >= 0; i--) {
            if (dedupKey == null || alerts.get(i).dedupKey().equals(dedupKey)) {
                PagerAlert changed =
                        alerts.get(i).becomes(state.isEmpty() ? alerts.get(i).state() : state, clock.instant());
                alerts.set(i, changed);
                return Optional.of(changed);
            }
        }
        return Optional.empty();
    }

    /** The newest first. */
    synchronized List<PagerAlert> of(String dedupKey) {
        return alerts.stream()
                .filter(alert -> alert.dedupKey().equals(dedupKey))
                .toList()
                .reversed();
    }

    synchronized Optional<PagerAlert> find(String incidentId) {
        return alerts.stream()
                .filter(alert -> alert.incidentId().equals(incidentId))
                .findFirst();
    }

    /** @return the alert after the change; empty when there is no such incident */
    synchronized Optional<PagerAlert> change(String incidentId, UnaryOperator<PagerAlert> change) {
        Optional<PagerAlert> changed = find(incidentId).map(change);
        changed.ifPresent(alert -> alerts.replaceAll(one -> one.incidentId().equals(incidentId) ? alert : one));
        return changed;
    }

    private PagerAlert open(String key, PagerEvent event) {
        if (alerts.size() >= MOST) {
            alerts.clear();
            newest.clear();
        }
        var now = clock.instant();
        String dedupKey = event.dedupKey().isEmpty() ? UUID.randomUUID().toString() : event.dedupKey();
        var alert = new PagerAlert(
                event.routingKeyEnd(),
                dedupKey,
                "triggered",
                event.severity(),
                event.summary(),
                1,
                now,
                now,
                event.details(),
                1,
                null,
                List.of());
        newest.put(event.dedupKey().isEmpty() ? event.routingKey() + '\n' + dedupKey : key, alerts.size());
        alerts.add(alert);
        return alert;
    }

    synchronized List<PagerAlert> all() {
        return List.copyOf(alerts);
    }
}
