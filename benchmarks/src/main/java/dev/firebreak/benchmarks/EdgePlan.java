package dev.firebreak.benchmarks;

import java.time.Duration;
import java.util.List;

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
        EdgePlan plan = new EdgePlan(Duration.ofSeconds(10), 2, false);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--write")) {
                plan = new EdgePlan(plan.length, plan.rounds, true);
                continue;
            }
            if (i + 1 == words.size() || !words.get(i + 1).matches("[1-9]\\d{0,3}")) {
                throw new IllegalArgumentException(word + " needs a number");
            }
            int value = Integer.parseInt(words.get(++i));
            plan = switch (word) {
                case "--seconds" -> new EdgePlan(Duration.ofSeconds(value), plan.rounds, plan.write);
                case "--rounds" -> new EdgePlan(plan.length, value, plan.write);
                default -> throw new IllegalArgumentException("there is no option " + word);
            };
        }
        return plan;
    }
}
