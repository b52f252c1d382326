package dev.firebreak.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What incident-service alone is measured with.
 *
 * @param closed incidents of the past in the database; 0 measures the empty one only
 * @param open incidents that are open besides
 * @param storm alerts that come at once
 * @param keys correlation keys that they are spread over
 * @param rate new incidents a second, for their latency
 * @param length of that
 * @param data folder of the servers' data that is kept; one that has its past already is measured with it at once.
 *     Empty for a folder that is deleted
 * @param write also put the table into the module's README
 */
record CorePlan(
        int closed, int open, int storm, int keys, int rate, Duration length, Optional<Path> data, boolean write) {
    static final String USAGE = """
        benchmarks/run core [--closed 1000000] [--open 10000] [--storm 100000] [--keys 1000] [--rate 200] [--seconds 20]
                            [--data FOLDER] [--write]

        Starts incident-service with a broker and a database and measures it empty and with a past: a storm, the latency
        of an opening, the answers of list and search.
        """;

    static CorePlan parse(List<String> words) {
        CorePlan plan =
                new CorePlan(1_000_000, 10_000, 100_000, 1_000, 200, Duration.ofSeconds(20), Optional.empty(), false);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--write")) {
                plan = plan.written();
                continue;
            }
            if (i + 1 == words.size()) {
                throw new IllegalArgumentException(word + " needs a value");
            }
            plan = plan.with(word, words.get(++i));
        }
        return plan;
    }

    private CorePlan with(String option, String value) {
        return switch (option) {
            case "--closed" -> new CorePlan(number(option, value), open, storm, keys, rate, length, data, write);
            case "--open" -> new CorePlan(closed, number(option, value), storm, keys, rate, length, data, write);
            case "--storm" -> new CorePlan(closed, open, positive(option, value), keys, rate, length, data, write);
            case "--keys" -> new CorePlan(closed, open, storm, positive(option, value), rate, length, data, write);
            case "--rate" -> new CorePlan(closed, open, storm, keys, positive(option, value), length, data, write);
            case "--seconds" ->
                new CorePlan(closed, open, storm, keys, rate, Duration.ofSeconds(positive(option, value)), data, write);
            case "--data" -> new CorePlan(closed, open, storm, keys, rate, length, Optional.of(Path.of(value)), write);
            default -> throw new IllegalArgumentException("there is no option " + option);
        };
    }

    private static int positive(String option, String value) {
        int number = number(option, value);
        if (number == 0) {
            throw new IllegalArgumentException(option + " needs more than 0");
        }
        return number;
    }

    private static int number(String option, String value) {
        if (!value.matches("\\d{1,8}")) {
            throw new IllegalArgumentException(option + " needs a number, not " + value);
        }
        return Integer.parseInt(value);
    }

    private CorePlan written() {
        return new CorePlan(closed, open, storm, keys, rate, length, data, true);
    }
}
