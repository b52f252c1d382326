package dev.firebreak.incident.console;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param ingestUrl where senders reach alert-ingest, for the first steps and its state
 * @param sandboxed providers that the sandbox stands in for
 * @param lookEvery how late a change may be shown
 * @param tellEvery how often one page is told at most
 */
@ConfigurationProperties("firebreak.console")
record ConsoleSettings(
        @DefaultValue("http://localhost:8081") String ingestUrl,
        @DefaultValue({}) List<String> sandboxed,
        @DefaultValue("100ms") Duration lookEvery,
        @DefaultValue("400ms") Duration tellEvery) {
    ConsoleSettings {
        sandboxed = List.copyOf(sandboxed);
    }
}
