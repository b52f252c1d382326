package dev.firebreak.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How long the edges are compared.
 *
 * @param length of one load in one round
 * @param rounds in which the two take turns, so that a noisy minute hits both
 * @param write also put the table into the module's README
 */
record EdgePlan(Duration length, int rounds, boolean write) {
    static final String USAGE = """
            benchmarks/run edge [--seconds 10] [--rounds 2] [--write]

            Starts alert-ingest with its broker and database, and Alertmanager when it is installed, and sends both the same.
            """;

    static EdgePlan parse(List<String> words) {
        Options options = Options.parse(words, Map.of("--seconds", 10, "--rounds", 2));
        return new EdgePlan(
                Duration.ofSeconds(options.number("--seconds")), options.number("--rounds"), options.write());
    }
}
