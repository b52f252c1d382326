package dev.firebreak.benchmarks;

import java.time.Duration;
import java.util.List;

/**
 * What is measured, and how much of it.
 *
 * @param incidentsPerSecond offered, whatever the answers do
 * @param connections of the senders that ask for the rate of accepted webhooks
 * @param warmUp incidents before the measured ones, which fill the JVM's code cache
 * @param write also put the table into the module's README
 */
record Plan(int incidents, int incidentsPerSecond, int warmUp, int connections, Duration throughputFor, boolean write) {
    static final String USAGE = """
            benchmarks/run [--incidents 500] [--rate 20] [--warm-up 200] [--connections 32] [--seconds 20] [--write]

            Starts Firebreak as ./firebreak up does, in a folder of its own, and prints a Markdown table. --write puts it
            into benchmarks/README.md as well. Others: benchmarks/run edge, benchmarks/run jmh.
            """;

    static Plan parse(List<String> words) {
        Plan plan = new Plan(500, 20, 200, 32, Duration.ofSeconds(20), false);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--write")) {
                plan = plan.written();
                continue;
            }
            if (i + 1 == words.size() || !words.get(i + 1).matches("\\d{1,6}")) {
                throw new IllegalArgumentException(word + " needs a number");
            }
            plan = plan.with(word, Integer.parseInt(words.get(++i)));
        }
        return plan;
    }

    private Plan with(String option, int value) {
        return switch (option) {
            case "--incidents" -> new Plan(value, incidentsPerSecond, warmUp, connections, throughputFor, write);
            case "--rate" -> new Plan(incidents, value, warmUp, connections, throughputFor, write);
            case "--warm-up" -> new Plan(incidents, incidentsPerSecond, value, connections, throughputFor, write);
            case "--connections" -> new Plan(incidents, incidentsPerSecond, warmUp, value, throughputFor, write);
            case "--seconds" ->
                new Plan(incidents, incidentsPerSecond, warmUp, connections, Duration.ofSeconds(value), write);
            default -> throw new IllegalArgumentException("there is no option " + option);
        };
    }

    private Plan written() {
        return new Plan(incidents, incidentsPerSecond, warmUp, connections, throughputFor, true);
    }
}
