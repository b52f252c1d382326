package dev.firebreak.benchmarks;

import java.util.List;

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
        SlackPlan plan = new SlackPlan(500, 10, false);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--write")) {
                plan = new SlackPlan(plan.incidents, plan.perSecond, true);
                continue;
            }
            if (i + 1 == words.size() || !words.get(i + 1).matches("[1-9]\\d{0,4}")) {
                throw new IllegalArgumentException(word + " needs a number");
            }
            int value = Integer.parseInt(words.get(++i));
            plan = switch (word) {
                case "--incidents" -> new SlackPlan(value, plan.perSecond, plan.write);
                case "--rate" -> new SlackPlan(plan.incidents, value, plan.write);
                default -> throw new IllegalArgumentException("there is no option " + word);
            };
        }
        return plan;
    }
}
