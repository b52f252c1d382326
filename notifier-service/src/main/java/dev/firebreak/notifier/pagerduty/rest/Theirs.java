package dev.firebreak.notifier.pagerduty.rest;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * An incident of PagerDuty's.
 *
 * @param assignees whom it calls, by their ids
 */
record Theirs(String id, String service, boolean isOpen, List<String> assignees) {
    Theirs {
        assignees = List.copyOf(assignees);
    }

    static Theirs of(JsonNode incident) {
        return new Theirs(
                incident.path("id").asString(""),
                incident.at("/service/id").asString(""),
                !incident.path("status").asString("").equals("resolved"),
                incident.path("assignments")
                        .valueStream()
                        .map(assignment -> assignment.at("/assignee/id").asString(""))
                        .toList());
    }
}
