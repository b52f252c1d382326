package dev.firebreak.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What is measured of remediations.
 *
 * @param perSecond offered for the latency, whatever the service does
 * @param length of that
 * @param atOnce remediations that are handed in together for the rate
 * @param finished remediations in the database for the second round
 * @param write also put the table into the module's README
 */
record RemediationPlan(int perSecond, Duration length, int atOnce, int finished, boolean write) {
    static final String USAGE = """
            benchmarks/run remediations [--rate 50] [--seconds 20] [--at-once 2000] [--finished 100000] [--write]

            Starts remediation-service with its broker and database, and lets it answer incidents with one call each.
            """;

    static RemediationPlan parse(List<String> words) {
        Options options =
                Options.parse(words, Map.of("--rate", 50, "--seconds", 20, "--at-once", 2_000, "--finished", 100_000));
        return new RemediationPlan(
                options.number("--rate"),
                Duration.ofSeconds(options.number("--seconds")),
                options.number("--at-once"),
                options.number("--finished"),
                options.write());
    }
}
