package dev.firebreak.notifier.pagerduty;

import dev.firebreak.notifier.obligation.Transition;
import java.util.List;

/**
 * What one receiver is still owed about one incident, oldest first. PagerDuty opens a second alert for a trigger that
 * comes after its resolve, so order is everything here.
 *
 * @param overtaken no longer worth telling
 * @param next what goes now
 */
record PageQueue(List<Page> overtaken, Page next) {

    /** Once it is over, what came before is overtaken; that it is over is always told. */
    static PageQueue of(List<Page> owed) {
        for (int i = 0; i < owed.size(); i++) {
            if (owed.get(i).transition().kind() == Transition.Kind.RESOLVED) {
                return new PageQueue(List.copyOf(owed.subList(0, i)), owed.get(i));
            }
        }
        return new PageQueue(List.of(), owed.getFirst());
    }
}
