package dev.firebreak.ingest.prometheus;

import dev.firebreak.ingest.json.JsonBody;
import dev.firebreak.ingest.json.PayloadException;
import dev.firebreak.model.alert.AlertStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one webhook body. The order of fields is free, unknown ones are skipped, null maps are empty. */
final class AlertmanagerReader {
    private @Nullable String version;
    private String groupKey = "";
    private @Nullable String receiver;
    private @Nullable AlertStatus status;
    private @Nullable String externalUrl;
    private long truncatedAlerts;
    private Map<String, String> groupLabels = Map.of();
    private @Nullable List<AlertmanagerMessage.Item> alerts;
    private boolean grafana;

    private AlertmanagerReader() {}

    static AlertmanagerMessage read(JsonBody body) {
        AlertmanagerReader reader = new AlertmanagerReader();
        body.object(name -> reader.field(body, name));
        return reader.message();
    }

    private void field(JsonBody body, String name) {
        switch (name) {
            case "version" -> version = body.text();
            case "groupKey" -> groupKey = orEmpty(body.text());
            case "receiver" -> receiver = body.text();
            case "status" -> status = status(body);
            case "externalURL" -> externalUrl = body.text();
            case "truncatedAlerts" -> truncatedAlerts = count(body);
            case "groupLabels" -> groupLabels = body.texts();
            case "orgId", "state", "title" -> {
                grafana = true;
                body.skip();
            }
            case "alerts" -> {
                List<AlertmanagerMessage.Item> read = new ArrayList<>();
                body.array(() -> read.add(ItemReader.read(body)));
                alerts = read;
            }
            default -> body.skip();
        }
    }

    private AlertmanagerMessage message() {
        if (version == null) {
            throw PayloadException.wrongShape(
                    "/version",
                    "/version is missing: expected Alertmanager's webhook version \"4\";"
                            + " a receiver with its own payload template is not supported");
        }
        if (!version.equals("4") && !(version.equals("1") && grafana)) {
            throw PayloadException.wrongShape(
                    "/version",
                    "version is neither \"4\" (Alertmanager) nor \"1\" with Grafana's orgId, state or title");
        }
        if (alerts == null) {
            throw PayloadException.wrongShape("/alerts", "/alerts is missing: expected an array of alerts");
        }
        return new AlertmanagerMessage(
                version.equals("1") ? AlertmanagerMessage.Sender.GRAFANA : AlertmanagerMessage.Sender.ALERTMANAGER,
                groupKey,
                receiver == null ? null : receiver.replace("\\", ""),
                status == null ? AlertStatus.FIRING : status,
                externalUrl,
                truncatedAlerts,
                groupLabels,
                alerts);
    }

    static @Nullable AlertStatus status(JsonBody body) {
        String word = body.text();
        return switch (word) {
            case null -> null;
            case "" -> null;
            case "firing" -> AlertStatus.FIRING;
            case "resolved" -> AlertStatus.RESOLVED;
            default -> throw PayloadException.wrongShape(body.pointer(), "status is neither firing nor resolved");
        };
    }

    private static long count(JsonBody body) {
        String text = body.text();
        if (text != null && !text.matches("\\d{1,18}")) {
            throw PayloadException.wrongShape(body.pointer(), "expected a count of alerts");
        }
        return text == null ? 0 : Long.parseLong(text);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
