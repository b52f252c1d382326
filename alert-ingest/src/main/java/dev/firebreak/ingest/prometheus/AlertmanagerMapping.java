package dev.firebreak.ingest.prometheus;

import dev.firebreak.ingest.source.Alerts;
import dev.firebreak.ingest.source.Digest;
import dev.firebreak.ingest.source.Links;
import dev.firebreak.ingest.source.SeverityWords;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertId;
import dev.firebreak.model.alert.AlertStatus;
import dev.firebreak.model.alert.Signal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One alert of a group as an {@link Alert}. */
final class AlertmanagerMapping {
    private static final String SOURCE = PrometheusSource.NAME;
    private static final List<String> SERVICE_LABELS = List.of(
            "service",
            "service_name",
            "app",
            "application",
            "app_kubernetes_io_name",
            "app.kubernetes.io/name",
            "component",
            "job",
            "deployment",
            "container",
            "instance");
    private static final List<String> ENVIRONMENT_LABELS =
            List.of("environment", "env", "deployment_environment", "stage");

    private final AlertmanagerMessage message;
    private final Instant receivedAt;

    AlertmanagerMapping(AlertmanagerMessage message, Instant receivedAt) {
        this.message = message;
        this.receivedAt = receivedAt;
    }

    Signal signal(AlertmanagerMessage.Item item) {
        AlertStatus status = item.status() == null ? message.status() : item.status();
        Map<String, String> labels = item.labels();
        String name =
                orElse(first(labels, "alertname"), orElse(message.groupLabels().get("alertname"), "UnnamedAlert"));
        String fingerprint = item.fingerprint() == null || item.fingerprint().isEmpty()
                ? LabelFingerprint.of(labels)
                : item.fingerprint();
        return Alerts.received(new Alert(
                AlertId.next(),
                deliveryKey(fingerprint, item, status),
                SOURCE,
                message.sender().name().toLowerCase(Locale.ROOT),
                status,
                name,
                SeverityWords.severity(first(labels, "severity", "priority")),
                fingerprint,
                orElse(first(labels, SERVICE_LABELS), "unknown"),
                first(labels, "project"),
                first(labels, ENVIRONMENT_LABELS),
                first(labels, "release", "version"),
                orElse(first(item.annotations(), "summary", "title"), orElse(first(labels, "summary"), name)),
                first(item.annotations(), "description", "message"),
                labels,
                annotations(item),
                links(item).list(),
                item.startsAt() == null ? receivedAt : item.startsAt(),
                status == AlertStatus.FIRING ? null : orElse(item.endsAt(), receivedAt),
                receivedAt));
    }

    /**
     * None of them sends an id of its own: repeats carry these four unchanged. Without a start two outages would be one
     * delivery, so then each message counts.
     */
    private String deliveryKey(String fingerprint, AlertmanagerMessage.Item item, AlertStatus status) {
        String start = item.startsAt() == null ? receivedAt.toString() : item.startsAtText();
        return SOURCE + ":" + Digest.of(message.groupKey(), fingerprint, start, status.word());
    }

    /** Those of the rule, and what else a person would want to know about the message. */
    private Map<String, String> annotations(AlertmanagerMessage.Item item) {
        Map<String, String> annotations = new LinkedHashMap<>(item.annotations());
        if (message.receiver() != null && !message.receiver().isEmpty()) {
            annotations.putIfAbsent("receiver", message.receiver());
        }
        if (message.truncatedAlerts() > 0) {
            annotations.putIfAbsent("truncatedAlerts", Long.toString(message.truncatedAlerts()));
        }
        String values = item.more().get("valueString");
        if (values != null) {
            annotations.putIfAbsent("values", values);
        }
        return annotations;
    }

    private Links links(AlertmanagerMessage.Item item) {
        Map<String, String> annotations = item.annotations();
        return new Links()
                .add("Runbook", first(annotations, "runbook_url", "runbook"))
                .add("Dashboard", item.more().get("dashboardURL"))
                .add("Dashboard", first(annotations, "dashboard_url", "dashboard"))
                .add("Panel", item.more().get("panelURL"))
                .add("Query", item.generatorUrl())
                .add("Silence", item.more().get("silenceURL"))
                .add("Image", item.more().get("imageURL"))
                .add(
                        message.sender() == AlertmanagerMessage.Sender.GRAFANA ? "Grafana" : "Alertmanager",
                        message.externalUrl());
    }

    private static @Nullable String first(Map<String, String> texts, String... names) {
        return first(texts, List.of(names));
    }

    private static @Nullable String first(Map<String, String> texts, List<String> names) {
        for (String name : names) {
            String text = texts.get(name);
            if (text != null && !text.isBlank()) {
                return text;
            }
        }
        return null;
    }

    private static <T> T orElse(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
