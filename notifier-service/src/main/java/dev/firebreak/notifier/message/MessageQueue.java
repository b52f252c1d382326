package dev.firebreak.notifier.message;

import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.notifier.obligation.Transition;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one receiver is still owed about one incident, oldest first. PagerDuty opens a second alert for a trigger that
 * comes after its resolve, and nobody wants the news in another order, so order is everything here.
 *
 * @param overtaken no longer worth telling
 * @param next what goes now
 */
record MessageQueue(List<Message> overtaken, Message next) {

    /** What goes in one message when quiet hours are over: all about each of the first incidents. */
    static List<Message> together(List<Message> held, int mostIncidents) {
        Set<IncidentId> named = new HashSet<>();
        return held.stream()
                .filter(message -> named.contains(message.incidentId())
                        || (named.size() < mostIncidents && named.add(message.incidentId())))
                .toList();
    }

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
