package dev.firebreak.benchmarks;

import java.time.Duration;
import java.util.List;

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
        RemediationPlan plan = new RemediationPlan(50, Duration.ofSeconds(20), 2_000, 100_000, false);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--write")) {
                plan = new RemediationPlan(plan.perSecond, plan.length, plan.atOnce, plan.finished, true);
                continue;
            }
            if (i + 1 == words.size() || !words.get(i + 1).matches("[1-9]\\d{0,6}")) {
                throw new IllegalArgumentException(word + " needs a number");
            }
            plan = plan.with(word, Integer.parseInt(words.get(++i)));
        }
        return plan;
    }

    private RemediationPlan with(String option, int value) {
        return switch (option) {
            case "--rate" -> new RemediationPlan(value, length, atOnce, finished, write);
            case "--seconds" -> new RemediationPlan(perSecond, Duration.ofSeconds(value), atOnce, finished, write);
            case "--at-once" -> new RemediationPlan(perSecond, length, value, finished, write);
            case "--finished" -> new RemediationPlan(perSecond, length, atOnce, value, write);
            default -> throw new IllegalArgumentException("there is no option " + option);
        };
    }
}
