package dev.firebreak.cli;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Which incidents, and all pages of them. */
final class Selection {
    private static final int PAGE = 200;

    @Option(names = "--state", paramLabel = "WORDS", description = "such as open, or resolved,closed (all)")
    private @Nullable String state;

    @Option(names = "--system", paramLabel = "NAME", description = "only of this system")
    private @Nullable String system;

    @Option(names = "--service", paramLabel = "NAME", description = "only of this service")
    private @Nullable String service;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "opened within that time, such as 30d, or since 2026-03-01T00:00:00Z")
    private @Nullable String since;

    /** Newest first. Answers how many there were. */
    int each(Api api, Instant now, Terminal terminal, Consumer<JsonNode> found) {
        Instant from = since == null ? Instant.MIN : Times.since("--since", since, now);
        String query = "/api/incidents?limit=" + PAGE + parameter("state", state) + parameter("system", system)
                + parameter("service", service);
        int count = 0;
        String cursor = "";
        while (true) {
            JsonNode page = api.get(query + parameter("cursor", cursor));
            for (JsonNode incident : page.path("items")) {
                if (openedAt(incident).isBefore(from)) {
                    return count;
                }
                found.accept(incident);
                count++;
            }
            cursor = page.path("next").asString("");
            if (cursor.isEmpty()) {
                return count;
            }
            terminal.progress(count + " incidents …");
        }
    }

    private static Instant openedAt(JsonNode incident) {
        try {
            return Instant.parse(incident.path("openedAt").asString(""));
        } catch (DateTimeParseException _) {
            return Instant.MAX; // shown rather than lost
        }
    }

    static String parameter(String name, @Nullable String value) {
        return value == null || value.isEmpty() ? "" : "&" + name + "=" + Api.segment(value);
    }
}
