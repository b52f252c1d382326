package dev.firebreak.benchmarks;

import java.util.List;
import java.util.Map;

/**
 * What is measured of the console.
 *
 * @param open incidents that are open
 * @param viewers that look at what happens now, each with a page of their own
 * @param events new incidents, one a second, each of which all viewers have to be shown
 * @param pages that are asked for one after the other
 * @param write also put the table into the module's README
 */
record ConsolePlan(int open, int viewers, int events, int pages, boolean write) {
    static final String USAGE = """
            benchmarks/run console [--open 10000] [--viewers 50] [--events 60] [--pages 3000] [--write]

            Starts incident-service with a broker and a database, and looks at its console as browsers do.
            """;

    static ConsolePlan parse(List<String> words) {
        Options options =
                Options.parse(words, Map.of("--open", 10_000, "--viewers", 50, "--events", 60, "--pages", 3_000));
        return new ConsolePlan(
                options.number("--open"),
                options.number("--viewers"),
                options.number("--events"),
                options.number("--pages"),
                options.write());
    }
}
