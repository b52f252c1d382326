package dev.firebreak.incident.console;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param ingestUrl where senders reach alert-ingest, as people are shown it
 * @param neighbours where the other services are asked how they are, each as {@code name=address}
 * @param sandboxed providers that the sandbox stands in for
 * @param lookEvery how late a change may be shown
 * @param tellEvery how often one page is told at most
 */
@ConfigurationProperties("firebreak.console")
record ConsoleSettings(
        @DefaultValue("http://localhost:8081") String ingestUrl,
        @DefaultValue({}) List<String> neighbours,
        @DefaultValue({}) List<String> sandboxed,
        @DefaultValue("100ms") Duration lookEvery,
        @DefaultValue("400ms") Duration tellEvery) {
    ConsoleSettings {
        sandboxed = List.copyOf(sandboxed);
        neighbours = List.copyOf(neighbours);
    }

    /** In the order of the setting. */
    Map<String, String> neighboursByName() {
        Map<String, String> addresses = new LinkedHashMap<>();
        for (String neighbour : neighbours) {
            int equals = neighbour.indexOf('=');
            if (equals <= 0 || !neighbour.startsWith("http", equals + 1)) {
                throw new IllegalArgumentException("FIREBREAK_NEIGHBOURS: '" + neighbour
                        + "' is not of the form name=http://address, such as alert-ingest=http://localhost:8081");
            }
            addresses.put(
                    neighbour.substring(0, equals).strip(),
                    neighbour.substring(equals + 1).strip());
        }
        return addresses;
    }
}
