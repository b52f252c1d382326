package dev.firebreak.cli;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

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

    Api api(Environment environment) {
        return Api.incidents(environment, Optional.ofNullable(url));
    }
}
