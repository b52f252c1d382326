package dev.firebreak.incident.console;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.Match;
import dev.firebreak.incident.correlation.Rulebook;
import dev.firebreak.incident.correlation.Verdict;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertId;
import dev.firebreak.model.alert.AlertStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An alert that nobody sent, and what the catalogue in force would make of it. */
final class TriedAlert {
    /**
     * @param service that it is about, as {@code system / service}; null when it is about none
     * @param outcome in a sentence
     * @param level that the incident would have; null when there would be none
     * @param key what it would be grouped by; null when there would be no incident
     * @param matches every runbook that is for it, the one that is taken first
     */
    record Judged(
            @Nullable String service,
            String outcome,
            @Nullable String level,
            @Nullable String key,
            List<Match> matches) {
        Judged {
            matches = List.copyOf(matches);
        }
    }

    private TriedAlert() {}

    static Judged judge(Catalog catalog, Map<String, String> form, Instant now) {
        Alert alert = alert(form, now);
        @Nullable
        String service = catalog.service(alert)
                .map(it -> it.system().name() + " / " + it.service().name())
                .orElse(null);
        List<Match> matches = catalog.match(alert, now);
        return switch (new Rulebook(catalog, null).judge(alert, now)) {
            case Verdict.Applies(var ruling) ->
                new Judged(
                        service,
                        "An incident, by " + ruling.reason(),
                        ruling.level().name() + " " + ruling.level().title(),
                        ruling.correlationKey(),
                        matches);
            case Verdict.Left(String outcome, String reason) ->
                new Judged(service, "No incident (" + outcome + "): " + reason, null, null, matches);
        };
    }

    private static Alert alert(Map<String, String> form, Instant now) {
        String name = form.getOrDefault("name", "");
        String service = form.getOrDefault("service", "");
        Map<String, String> labels = labels(form.getOrDefault("labels", ""));
        if (!service.isBlank()) {
            labels.putIfAbsent("service", service);
        }
        return new Alert(
                AlertId.next(),
                "tried",
                form.getOrDefault("source", "prometheus"),
                form.getOrDefault("type", "alert"),
                AlertStatus.FIRING,
                name,
                Severity.parse(form.getOrDefault("severity", "critical")),
                "tried",
                service.isBlank() ? "unknown" : service,
                blankToNull(form.get("project")),
                "production",
                null,
                name,
                null,
                labels,
                Map.of(),
                List.of(),
                now,
                null,
                now);
    }

    /** {@code name=value}, one a line or separated by commas. */
    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String each : text.split("[,\n]", -1)) {
            int equals = each.indexOf('=');
            if (equals > 0) {
                labels.put(
                        each.substring(0, equals).strip(),
                        each.substring(equals + 1).strip());
            }
        }
        return labels;
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
