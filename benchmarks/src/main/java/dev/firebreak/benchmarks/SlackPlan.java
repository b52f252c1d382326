package dev.firebreak.benchmarks;

import java.util.List;
import java.util.Map;

/**
 * What is measured of Slack.
 *
 * @param incidents each has a card, and its button is pressed once
 * @param perSecond both are offered at this rate
 * @param write also put the table into the module's README
 */
record SlackPlan(int incidents, int perSecond, boolean write) {
    static final String USAGE = """
            benchmarks/run slack [--incidents 500] [--rate 10] [--write]

            Starts all of Firebreak, opens incidents and presses Acknowledge on the card of each.
            """;

    static SlackPlan parse(List<String> words) {
        Options options = Options.parse(words, Map.of("--incidents", 500, "--rate", 10));
        return new SlackPlan(options.number("--incidents"), options.number("--rate"), options.write());
    }
}
