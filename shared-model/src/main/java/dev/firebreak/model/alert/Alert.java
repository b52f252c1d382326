package dev.firebreak.model.alert;

import dev.firebreak.model.Link;
import dev.firebreak.model.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One signal from a source, in the words that all sources share.
 *
 * @param id given when it was taken in; a repeat of the same delivery gets another one
 * @param deliveryKey the same whenever the sender repeats this very message: the defence against repeats
 * @param source {@code sentry}, {@code prometheus}, {@code vercel}, {@code monitor}, {@code heartbeat}, {@code events};
 *     {@code slack} for what a person declares there
 * @param type the source's own word, such as {@code event_alert} or {@code deployment.error}
 * @param name what rule or condition fires, such as {@code CircuitBreakerOpen}
 * @param fingerprint the same for the same thing, firing or resolved: joins a resolve with what it resolves
 * @param service what the source calls the service (label, project); {@code unknown} when it says nothing.
 *     Orders this source's alerts on Kafka
 * @param environment {@code production} and the like; null when the source does not say
 * @param endsAt null while firing
 */
public record Alert(
        AlertId id,
        String deliveryKey,
        String source,
        String type,
        AlertStatus status,
        String name,
        Severity severity,
        String fingerprint,
        String service,
        @Nullable String project,
        @Nullable String environment,
        @Nullable String release,
        String title,
        @Nullable String description,
        Map<String, String> labels,
        Map<String, String> annotations,
        List<Link> links,
        Instant startsAt,
        @Nullable Instant endsAt,
        Instant receivedAt) {
    public Alert {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
        links = List.copyOf(links);
    }

    public boolean isFiring() {
        return status == AlertStatus.FIRING;
    }

    public boolean isDrill() {
        return Drill.isMarked(fingerprint);
    }
}
