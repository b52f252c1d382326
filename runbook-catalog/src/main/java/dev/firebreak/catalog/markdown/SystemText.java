package dev.firebreak.catalog.markdown;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A system as a file. */
final class SystemText {
    private final Surroundings around;
    private final StringBuilder text = new StringBuilder();

    SystemText(Surroundings around) {
        this.around = around;
    }

    String write(
            String title, List<Level> levels, Sorting sorted, Map<String, Bounds> bounds, Map<String, String> targets) {
        text.append(YamlText.comment(
                "Imported. Look at what is marked unsure, at whose alerts these are, and at the targets.", 0));
        line("apiVersion: firebreak.dev/v1");
        line("kind: System");
        line("metadata: {name: " + YamlText.flow(around.system()) + "}");
        line("spec:");
        line("  title: " + YamlText.text(title, 2));
        levels(levels);
        service(targets);
        receivers(sorted.escalations);
        bounds(bounds);
        return text.toString();
    }

    private void levels(List<Level> levels) {
        line("  severityLevels:");
        for (Level level : levels) {
            text.append(YamlText.comment(level.written(), 4));
            if (level.sureness() != Sureness.SURE) {
                String what =
                        level.sureness() == Sureness.GUESS ? "no level is written" : "no response time is written";
                text.append(YamlText.comment("unsure: " + what, 4));
            }
            line("    " + key(level.name()) + ": {title: " + YamlText.quoted(level.title()) + ", severity: "
                    + level.severity() + ", respondWithin: " + Times.written(level.respondWithin())
                    + (level.page() ? ", page: true" : "") + "}");
        }
    }

    private static String key(String name) {
        return YamlText.flow(name);
    }

    private void service(Map<String, String> targets) {
        String name = around.system();
        line("  services:");
        line("    app:");
        text.append(YamlText.comment("unsure: whose alerts these are", 6));
        line("      identify: alert.labels.system == '" + name + "' || alert.service == '" + name
                + "' || alert.project == '" + name + "'");
        if (!targets.isEmpty()) {
            line("      targets:");
            targets.forEach((target, written) -> line("        " + target + ": " + written));
        }
    }

    private void receivers(List<Sorting.Note> escalations) {
        line("  receivers:");
        line("    incidents: {slack: {channel: " + YamlText.quoted(around.channel()) + "}}");
        if (around.hasPagerDuty()) {
            line("    on-call: {pagerduty: {routingKey: {secret: pagerduty-routing-key}}}");
        }
        line("  escalation:");
        line("    - {after: 0m, notify: [incidents]}");
        if (around.hasPagerDuty()) {
            line("    - {after: 0m, notify: [on-call], if: level.page}");
        }
        String first = around.hasPagerDuty() ? "on-call" : "incidents";
        List<String> untimed = new ArrayList<>();
        for (Sorting.Note step : escalations.stream().limit(100).toList()) {
            Times.first(step.text())
                    .filter(it -> it.compareTo(Duration.ofDays(2)) < 0)
                    .ifPresentOrElse(
                            after -> step(step.at(), after, first, step.text()), () -> untimed.add(step.text()));
        }
        boolean isAnyTimed = untimed.size() < escalations.size();
        if (isAnyTimed) {
            // Who has no time beside others that have one is there from the start.
            untimed.forEach(it -> text.append(YamlText.comment("unsure, after how long is not written: " + it, 4)));
        } else if (!untimed.isEmpty()) {
            text.append(YamlText.comment("unsure: after how long is not written", 4));
            String message = untimed.stream().collect(Collectors.joining("; ", "Bring in: ", ""));
            step(escalations.getFirst().at(), Duration.ofMinutes(30), "incidents", message);
        }
    }

    private void step(Place at, Duration after, String receiver, String message) {
        text.append(YamlText.comment(at.toString(), 4));
        line("    - {after: " + Times.written(after) + ", notify: [" + receiver + "], unless: acknowledged, message: "
                + YamlText.quoted(message) + "}");
    }

    private void bounds(Map<String, Bounds> bounds) {
        if (bounds.isEmpty()) {
            return;
        }
        line("  thresholds:");
        bounds.forEach((name, it) -> {
            text.append(YamlText.comment(it.written(), 4));
            boolean isLower = it.isLowerWorse() && (it.warning() == null || it.critical() == null);
            line("    " + name + ": {"
                    + (it.unit().isEmpty() ? "" : "unit: " + it.unit() + ", ")
                    + (it.warning() == null ? "" : "warning: " + number(it.warning()))
                    + (it.warning() != null && it.critical() != null ? ", " : "")
                    + (it.critical() == null ? "" : "critical: " + number(it.critical()))
                    + (isLower ? ", worse: lower" : "") + "}");
        });
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.9f", value).replaceFirst("0+$", "").replaceFirst("\\.$", "");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
