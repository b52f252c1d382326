package dev.firebreak.notifier.message;

import dev.firebreak.notifier.obligation.Transition;
import java.util.List;

/**
 * What one receiver is still owed about one incident, oldest first. PagerDuty opens a second alert for a trigger that
 * comes after its resolve, and nobody wants the news in another order, so order is everything here.
 *
 * @param overtaken no longer worth telling
 * @param next what goes now
 */
record MessageQueue(List<Message> overtaken, Message next) {

    /** Once it is over, what came before is overtaken; that it is over is always told. */
    static MessageQueue of(List<Message> owed) {
        for (int i = 0; i < owed.size(); i++) {
            if (owed.get(i).transition().kind() == Transition.Kind.RESOLVED) {
                return new MessageQueue(List.copyOf(owed.subList(0, i)), owed.get(i));
            }
        }
        return new MessageQueue(List.of(), owed.getFirst());
    }
}
