package dev.firebreak.sandbox.slack;

import tools.jackson.databind.JsonNode;

/** Slack's sizes of views, in characters (contracts: slack.md). */
final class ViewLimits {
    private ViewLimits() {}

    /** @throws SlackProblem when Slack would refuse it */
    static void check(JsonNode view) {
        boolean isModal = view.path("type").asString("").equals("modal");
        boolean fits = (!isModal || within(view.path("title").path("text").asString(""), 1, 24))
                && within(view.path("submit").path("text").asString(""), 0, 24)
                && within(view.path("close").path("text").asString(""), 0, 24)
                && within(view.path("private_metadata").asString(""), 0, 3000)
                && within(view.path("callback_id").asString(""), 0, 255)
                && view.path("blocks").isArray()
                && view.path("blocks").size() <= 100;
        if (!fits) {
            throw new SlackProblem("invalid_arguments");
        }
        if (view.toString().length() > 250_000) {
            throw new SlackProblem("view_too_large");
        }
    }

    private static boolean within(String text, int least, int most) {
        return text.length() >= least && text.length() <= most;
    }
}
