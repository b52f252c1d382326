package dev.firebreak.ingest.prometheus;

import dev.firebreak.ingest.json.JsonBody;
import dev.firebreak.ingest.json.PayloadException;
import dev.firebreak.ingest.source.SourceTimes;
import dev.firebreak.model.alert.AlertStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one entry of {@code alerts}. */
final class ItemReader {
    private @Nullable AlertStatus status;
    private Map<String, String> labels = Map.of();
    private Map<String, String> annotations = Map.of();
    private String startsAtText = "";
    private @Nullable Instant startsAt;
    private @Nullable Instant endsAt;
    private @Nullable String generatorUrl;
    private @Nullable String fingerprint;
    private Map<String, String> more = Map.of();

    private ItemReader() {}

    static AlertmanagerMessage.Item read(JsonBody body) {
        ItemReader reader = new ItemReader();
        body.object(name -> reader.field(body, name));
        return new AlertmanagerMessage.Item(
                reader.status,
                reader.labels,
                reader.annotations,
                reader.startsAtText,
                reader.startsAt,
                reader.endsAt,
                reader.generatorUrl,
                reader.fingerprint,
                reader.more);
    }

    private void field(JsonBody body, String name) {
        switch (name) {
            case "status" -> status = AlertmanagerReader.status(body);
            case "labels" -> labels = body.texts();
            case "annotations" -> annotations = body.texts();
            case "startsAt" -> {
                String text = body.text();
                startsAtText = text == null ? "" : text;
                startsAt = time(body, text);
            }
            case "endsAt" -> endsAt = time(body, body.text());
            case "generatorURL" -> generatorUrl = body.text();
            case "fingerprint" -> fingerprint = body.text();
            case "dashboardURL", "panelURL", "silenceURL", "imageURL", "valueString" -> {
                String text = body.text();
                if (text != null && !text.isEmpty()) {
                    more = more.isEmpty() ? new LinkedHashMap<>() : more;
                    more.put(name, text);
                }
            }
            default -> body.skip();
        }
    }

    private static @Nullable Instant time(JsonBody body, @Nullable String text) {
        try {
            return SourceTimes.parse(text).orElse(null);
        } catch (DateTimeException e) {
            throw PayloadException.wrongShape(body.pointer(), "expected a time such as 2026-02-01T10:00:00Z");
        }
    }
}
