package dev.firebreak.notifier.slack.people;

import dev.firebreak.model.Actor;

/** Whether somebody may act. */
public sealed interface Standing {
    record Responder(Actor actor) implements Standing {}

    /**
     * @param actor for whose rights nobody vouches
     * @param words what to do about it, as mrkdwn
     */
    record Stranger(Actor actor, String words) implements Standing {}

    /**
     * Slack does not say just now who it is, so nothing may be said of their rights either.
     *
     * @param words what to do about it, as mrkdwn
     */
    record Unknown(String words) implements Standing {}
}
