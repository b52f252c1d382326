package dev.firebreak.ingest.event;

import dev.firebreak.catalog.mapping.AlertField;
import dev.firebreak.catalog.mapping.Event;
import dev.firebreak.catalog.mapping.Mapped;
import dev.firebreak.ingest.source.Alerts;
import dev.firebreak.ingest.source.Delivery;
import dev.firebreak.ingest.source.Digest;
import dev.firebreak.ingest.source.Links;
import dev.firebreak.ingest.source.SeverityWords;
import dev.firebreak.model.Link;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertId;
import dev.firebreak.model.alert.AlertStatus;
import dev.firebreak.model.alert.Signal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a mapping made of one message, as alerts of the source that is named like the mapping. */
record MappedAlert(String mapping, Event event, Delivery delivery) {
    /** @param index of the alert within the message */
    Signal signal(Mapped.Alert mapped, int index) {
        AlertId id = AlertId.next();
        String name = Objects.requireNonNullElse(mapped.text(AlertField.NAME), "UnnamedAlert");
        String service = Objects.requireNonNullElse(mapped.text(AlertField.SERVICE), "unknown");
        AlertStatus status = StatusWords.status(mapped.text(AlertField.STATUS));
        Optional<Instant> startsAt = EventTimes.parse(mapped.text(AlertField.STARTS_AT));
        Instant receivedAt = delivery.receivedAt();
        String fingerprint = fingerprint(mapped, name, service);
        return Alerts.received(new Alert(
                id,
                deliveryKey(mapped, status, fingerprint, index, startsAt.isPresent())
                        .orElseGet(() -> EventSource.NAME + ":" + id),
                mapping,
                event.type() == null ? "event" : event.type(),
                status,
                name,
                SeverityWords.severity(mapped.text(AlertField.SEVERITY)),
                fingerprint,
                service,
                mapped.text(AlertField.PROJECT),
                mapped.text(AlertField.ENVIRONMENT),
                mapped.text(AlertField.RELEASE),
                Objects.requireNonNullElse(mapped.text(AlertField.TITLE), name),
                mapped.text(AlertField.DESCRIPTION),
                mapped.labels(),
                mapped.annotations(),
                links(mapped.links()),
                startsAt.orElse(event.time() == null ? receivedAt : event.time()),
                status == AlertStatus.FIRING
                        ? null
                        : EventTimes.parse(mapped.text(AlertField.ENDS_AT)).orElse(receivedAt),
                receivedAt));
    }

    /**
     * Of what makes a repeat one: the mapping's own key, a CloudEvent's source and id, or, when the message says when it
     * began, its bytes. Empty for a message with none of these: an outage that comes again sends the same bytes, and to
     * count a repeat twice does less harm than to lose the second outage.
     */
    private Optional<String> deliveryKey(
            Mapped.Alert mapped, AlertStatus status, String fingerprint, int index, boolean hasStart) {
        @Nullable String key = mapped.text(AlertField.KEY);
        if (key != null) {
            return Optional.of(keyOf("key", key, fingerprint, status.word()));
        }
        if (event.id() != null) {
            return Optional.of(keyOf("event", event.source(), event.id(), Integer.toString(index)));
        }
        return hasStart
                ? Optional.of(
                        keyOf("body", new String(delivery.body(), StandardCharsets.UTF_8), Integer.toString(index)))
                : Optional.empty();
    }

    private String keyOf(@Nullable String... parts) {
        return EventSource.NAME + ":" + Digest.of(mapping, Digest.of(parts));
    }

    /** Under the mapping's name, because fingerprints of all sources share one space. */
    private String fingerprint(Mapped.Alert mapped, String name, String service) {
        @Nullable String written = mapped.text(AlertField.FINGERPRINT);
        return mapping + ":"
                + (written == null
                        ? Digest.of(
                                name,
                                service,
                                mapped.text(AlertField.PROJECT),
                                mapped.text(AlertField.ENVIRONMENT),
                                event.subject())
                        : written);
    }

    private static List<Link> links(List<Link> written) {
        Links links = new Links();
        written.forEach(link -> links.add(link.title(), link.href()));
        return links.list();
    }
}
