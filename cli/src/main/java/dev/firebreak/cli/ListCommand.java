package dev.firebreak.cli;

import dev.firebreak.catalog.yaml.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(name = "list", description = "Show incidents, newest first.")
final class ListCommand implements Callable<Integer> {
    private static final String ROW = "%-6s %-9s %-13s %-30s %8s  %s";

    private final Terminal terminal;
    private final Environment environment;
    private final InstantSource clock;

    @Mixin
    private final Remote remote = new Remote();

    @Option(names = "--all", description = "resolved and closed ones as well")
    private boolean all;

    @Option(names = "--system", paramLabel = "NAME", description = "only of this system")
    private @Nullable String system;

    @Option(names = "--service", paramLabel = "NAME", description = "only of this service")
    private @Nullable String service;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "at most that many (50)")
    private int limit;

    ListCommand(Terminal terminal, Environment environment, InstantSource clock) {
        this.terminal = terminal;
        this.environment = environment;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("limit", Integer.toString(limit));
        if (!all) {
            query.put("state", "open");
        }
        if (system != null) {
            query.put("system", system);
        }
        if (service != null) {
            query.put("service", service);
        }
        JsonNode page = remote.api(environment)
                .get("/api/incidents?"
                        + query.entrySet().stream()
                                .map(it -> it.getKey() + "=" + Api.segment(it.getValue()))
                                .collect(Collectors.joining("&")));
        if (remote.isJson()) {
            terminal.say(page.toString());
        } else {
            show(page);
        }
        return ExitCode.DONE;
    }

    private void show(JsonNode page) {
        JsonNode items = page.path("items");
        if (items.isEmpty()) {
            terminal.say(all ? "No incidents." : "No open incidents.");
            return;
        }
        terminal.say(terminal.bold(ROW.formatted("#", "LEVEL", "STATE", "SERVICE", "AGE", "TITLE")));
        for (JsonNode item : items) {
            String row = ROW.formatted(
                    item.path("number").asLong(),
                    item.path("level").asString(""),
                    item.path("state").asString(""),
                    item.path("system").asString("") + "/"
                            + item.path("service").asString(""),
                    age(item.path("openedAt").asString("")),
                    item.path("title").asString(""));
            terminal.say(terminal.bySeverity(item.path("severity").asString(""), Terminal.plain(row)));
        }
        if (page.hasNonNull("next")) {
            terminal.say("There are more: --limit, or filter by --system and --service.");
        }
    }

    private String age(String openedAt) {
        if (openedAt.isEmpty()) {
            return "";
        }
        Duration age = Duration.between(Instant.parse(openedAt), clock.instant());
        return Durations.format(age.toHours() > 0 ? age.truncatedTo(ChronoUnit.MINUTES) : age);
    }
}
