package dev.firebreak.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * One line of {@code runbook-cases.txt}.
 *
 * @param alert source and what it needs, such as {@code prometheus HealthCheckFailed web critical}
 * @param told receivers that hear of it at once
 */
record RunbookCase(
        String system,
        String runbook,
        String alert,
        String level,
        String severity,
        List<String> told,
        List<String> steps) {
    /** "More than 100 errors in five minutes." */
    private static final int MANY = 101;

    static List<RunbookCase> all() {
        try (InputStream cases = RunbookCase.class.getResourceAsStream("/runbook-cases.txt")) {
            return new String(Objects.requireNonNull(cases).readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(RunbookCase::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RunbookCase parse(String line) {
        String[] columns = line.split(" \\| ", -1);
        String[] name = columns[0].split("/", 2);
        String[] level = columns[2].split(" ", 2);
        return new RunbookCase(name[0], name[1], columns[1], level[0], level[1], words(columns[3]), words(columns[4]));
    }

    private static List<String> words(String column) {
        return Arrays.asList(column.split(" ", -1));
    }

    String source() {
        return alert.split(" ", 2)[0];
    }

    /**
     * What the sandbox is asked to send, one webhook each.
     *
     * @param number keeps the issues of different cases apart
     */
    List<Map<String, Object>> webhooks(int number) {
        List<String> words = words(alert);
        return switch (source()) {
            case "prometheus" -> List.of(prometheus(words.get(1), words.get(2), words.get(3)));
            case "vercel" -> List.of(Map.of("host", words.get(1)));
            case "sentry" ->
                IntStream.range(0, runbook.equals("many-errors") ? MANY : 1)
                        .mapToObj(_ -> sentry(words, number))
                        .toList();
            default -> throw new IllegalArgumentException("no source " + alert);
        };
    }

    private Map<String, Object> prometheus(String name, String service, String as) {
        return Map.of("alert", name, "labels", Map.of("system", system, "service", service, "severity", as));
    }

    private Map<String, Object> sentry(List<String> words, int number) {
        String title = String.join(" ", new ArrayList<>(words).subList(3, words.size()));
        String as = words.get(1).equals("metric-alert") ? "action" : "level";
        return Map.of(
                "template", words.get(1), as, words.get(2), "title", title, "project", system, "id", "90" + number);
    }

    @Override
    public String toString() {
        return system + "/" + runbook + " by " + alert;
    }
}
