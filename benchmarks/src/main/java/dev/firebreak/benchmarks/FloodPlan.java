package dev.firebreak.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What is measured of a flood.
 *
 * @param incidents all for one channel
 * @param length in which they begin, evenly
 * @param write also put the table into the module's README
 */
record FloodPlan(int incidents, Duration length, boolean write) {
    static final String USAGE = """
            benchmarks/run flood [--incidents 10000] [--seconds 60] [--write]

            Starts notifier-service with its broker, its database and a Slack that takes no more than Slack does, and tells
            it of more incidents than one channel takes.
            """;

    static FloodPlan parse(List<String> words) {
        Options options = Options.parse(words, Map.of("--incidents", 10_000, "--seconds", 60));
        return new FloodPlan(
                options.number("--incidents"), Duration.ofSeconds(options.number("--seconds")), options.write());
    }
}
