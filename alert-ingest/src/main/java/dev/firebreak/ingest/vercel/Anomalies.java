package dev.firebreak.ingest.vercel;

import dev.firebreak.ingest.json.JsonFields;
import dev.firebreak.ingest.source.Alerts;
import dev.firebreak.ingest.source.Digest;
import dev.firebreak.ingest.source.Links;
import dev.firebreak.ingest.source.Reading;
import dev.firebreak.ingest.source.SourceTimes;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertId;
import dev.firebreak.model.alert.AlertStatus;
import dev.firebreak.model.alert.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Vercel's own alerts on a project's metrics, several in one message. It sends no end of them. */
final class Anomalies {
    private static final String ALERTS = "/payload/alerts";

    private final VercelEvent event;
    private final JsonFields fields;

    private Anomalies(VercelEvent event) {
        this.event = event;
        this.fields = event.fields();
    }

    static Reading read(VercelEvent event) {
        Anomalies anomalies = new Anomalies(event);
        List<Signal> signals = new ArrayList<>();
        for (int i = 0; event.fields().has(ALERTS + "/" + i); i++) {
            signals.add(anomalies.signal(i));
        }
        return signals.isEmpty() ? Reading.dropped("alerts_without_any") : Reading.of(signals);
    }

    private Signal signal(int index) {
        String item = ALERTS + "/" + index;
        String name = Objects.requireNonNullElse(fields.firstText(item + "/type", item + "/title"), "VercelAlert");
        String metric = fields.firstText(item + "/metric");
        String project = Objects.requireNonNullElse(event.projectName(), "unknown");
        return Alerts.received(new Alert(
                AlertId.next(),
                event.deliveryKey() + ":" + index,
                VercelSource.NAME,
                "alerts.triggered",
                AlertStatus.FIRING,
                name,
                name.startsWith("error") ? Severity.ERROR : Severity.WARNING,
                "vercel-alert-" + Digest.of(event.projectId(), name, metric),
                project,
                project,
                null,
                null,
                Objects.requireNonNullElse(fields.firstText(item + "/title"), name) + " on " + project,
                description(item, metric),
                labels(item),
                annotations(item),
                new Links()
                        .add("Vercel observability", fields.firstText("/payload/links/observability"))
                        .list(),
                SourceTimes.parseLeniently(fields.text(item + "/startedAt")).orElse(event.changedAt()),
                null,
                event.receivedAt()));
    }

    private @Nullable String description(String item, @Nullable String metric) {
        String count = fields.firstText(item + "/formattedValues/count", item + "/count");
        if (count == null) {
            return null;
        }
        String average = fields.firstText(item + "/formattedValues/average", item + "/average");
        String unit = fields.firstText(item + "/unit");
        return (metric == null ? "" : metric + ": ")
                + count
                + (unit == null ? "" : " " + unit)
                + (average == null ? "" : ", on average " + average);
    }

    private Map<String, String> labels(String item) {
        return Labels.of(event)
                .with("team", fields.firstText("/payload/teamSlug"))
                .with("group_id", fields.firstText("/payload/groupId"))
                .with("alert_id", fields.firstText(item + "/alertId"))
                .with("alert_type", fields.firstText(item + "/type"))
                .with("metric", fields.firstText(item + "/metric"))
                .with("unit", fields.firstText(item + "/unit"))
                .map();
    }

    private Map<String, String> annotations(String item) {
        Labels numbers = new Labels();
        for (String field : new String[] {"count", "average", "stddev", "zscore", "zscoreThreshold"}) {
            numbers.with(field, fields.firstText(item + "/" + field));
        }
        return numbers.map();
    }
}
