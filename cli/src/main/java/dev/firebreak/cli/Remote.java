package dev.firebreak.cli;

import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Options of every command that talks to a running Firebreak. */
final class Remote {
    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "the incident API (default: FIREBREAK_URL, or http://127.0.0.1:8080)")
    private @Nullable URI url;

    @Option(names = "--json", description = "the service's answer as it is")
    private boolean json;

    boolean isJson() {
        return json;
    }

    /** One thing, on one line unless it is asked for as it is. */
    int say(Terminal terminal, JsonNode answer, Function<JsonNode, String> line) {
        terminal.say(json ? answer.toString() : line.apply(answer));
        return ExitCode.DONE;
    }

    /** @param nothing what to say of an empty list */
    int list(Terminal terminal, JsonNode page, String nothing, Function<JsonNode, String> line) {
        if (json) {
            terminal.say(page.toString());
        } else if (page.path("items").isEmpty()) {
            terminal.say(nothing);
        } else {
            page.path("items").forEach(item -> terminal.say(line.apply(item)));
        }
        return ExitCode.DONE;
    }

    Api api(Environment environment) {
        return Api.incidents(environment, Optional.ofNullable(url));
    }
}
