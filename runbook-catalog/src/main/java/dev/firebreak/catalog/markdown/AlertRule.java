package dev.firebreak.catalog.markdown;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A rule of a monitoring tool, read line by line: what stands in documents is rarely exact YAML.
 *
 * @param values what is said of it, such as {@code expr}, {@code severity} or {@code summary}
 * @param tool in small letters, from the titles that lead to it; empty when they name none
 * @param path these titles
 */
record AlertRule(String name, Map<String, String> values, String tool, String path, String written, Place at) {
    private static final Pattern START = Pattern.compile("^\\s*(?:-\\s+)?(?:alert|name)\\s*:\\s*(\\S.*?)\\s*$");
    private static final Pattern VALUE = Pattern.compile("^\\s*(?:-\\s+)?([a-zA-Z_]{1,30})\\s*:\\s*(\\S.*?)\\s*$");
    private static final List<String> CONDITIONS = List.of("expr", "condition", "query", "if", "when", "bedingung");
    private static final Pattern COUNT = Pattern.compile(
            "(?:error|event|issue|fehler)\\w*\\s*>\\s*(\\d{1,5})\\s+(?:in|within|per|innerhalb|pro)\\s+(\\d{1,4}\\s*\\p{L}+)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern LASTING = Pattern.compile("\\bfor\\s+(\\d{1,4}\\s*\\p{L}+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern TOOL =
            Pattern.compile("sentry|vercel|prometheus|grafana|datadog", Pattern.CASE_INSENSITIVE);

    /** Empty when the code is about something else. */
    static List<AlertRule> of(String path, String source, Block.Code code) {
        List<List<String>> groups = new ArrayList<>();
        List<Integer> lines = new ArrayList<>();
        List<String> all = code.text().lines().toList();
        for (int i = 0; i < all.size(); i++) {
            if (START.matcher(all.get(i)).matches()) {
                groups.add(new ArrayList<>());
                lines.add(code.line() + 1 + i);
            }
            if (!groups.isEmpty()) {
                groups.getLast().add(all.get(i));
            }
        }
        Matcher tool = TOOL.matcher(path);
        String toolName = tool.find() ? tool.group().toLowerCase(Locale.ROOT) : "";
        List<AlertRule> rules = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            rules.add(rule(groups.get(i), toolName, path, new Place(source, lines.get(i))));
        }
        return rules.stream().allMatch(rule -> rule.hasCondition()) ? rules : List.of();
    }

    private static AlertRule rule(List<String> lines, String tool, String path, Place at) {
        Matcher start = START.matcher(lines.getFirst());
        String name = start.matches() ? unquoted(start.group(1)) : "";
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            Matcher value = VALUE.matcher(line);
            if (value.matches()) {
                values.putIfAbsent(value.group(1).toLowerCase(Locale.ROOT), unquoted(value.group(2)));
            }
        }
        return new AlertRule(name, values, tool, path, lines.stream().collect(Collectors.joining("\n")), at);
    }

    private static String unquoted(String text) {
        return text.replaceFirst("^([\"'])(.*)\\1$", "$2");
    }

    private boolean hasCondition() {
        return CONDITIONS.stream().anyMatch(values::containsKey);
    }

    String condition() {
        return CONDITIONS.stream()
                .filter(values::containsKey)
                .map(key -> values.getOrDefault(key, ""))
                .findFirst()
                .orElse("");
    }

    String severity() {
        return Level.bySeverityWord(values.getOrDefault("severity", "")).orElse("");
    }

    /** What is to be done, in the rule's own words. */
    String action() {
        return values.getOrDefault("action", values.getOrDefault("description", values.getOrDefault("summary", "")));
    }

    /** What makes a runbook apply. */
    List<String> when() {
        String condition = condition().toLowerCase(Locale.ROOT);
        List<String> when = new ArrayList<>();
        if (tool.equals("vercel") && condition.contains("deployment") && condition.contains("fail")) {
            when.add("alert.source == 'vercel' && alert.type == 'deployment.error'");
        }
        if (tool.equals("sentry") && (isCount() || condition.matches(".*\\bany (?:error|event).*"))) {
            String severity = condition.contains("fatal") ? "critical" : "error";
            when.add("alert.source == 'sentry' && alert.severity == '" + severity + "'");
            return when;
        }
        String quoted = name.replaceAll("[^\\p{L}\\p{N} ._:/-]", "");
        String asName = Naming.alertName(name);
        when.add(
                quoted.equals(asName) || quoted.isBlank()
                        ? "alert.name == '" + asName + "'"
                        : "alert.name in ['" + quoted + "', '" + asName + "']");
        return when;
    }

    private boolean isCount() {
        return COUNT.matcher(condition()).find();
    }

    /** What must come together first, as the language has it; empty when the first alert is enough. */
    String threshold() {
        if (!tool.equals("sentry")) {
            return ""; // the others count by themselves and raise once
        }
        Matcher count = COUNT.matcher(condition());
        if (count.find()) {
            String within = Times.first(count.group(2)).map(Times::written).orElse("5m");
            return "{count: " + (Long.parseLong(count.group(1)) + 1) + ", within: " + within + "}";
        }
        Matcher lasting = LASTING.matcher(condition());
        return lasting.find()
                ? Times.first(lasting.group(1))
                        .filter(it -> it.isPositive() && it.toHours() < 24)
                        .map(it -> "{for: " + Times.written(it) + "}")
                        .orElse("")
                : "";
    }
}
