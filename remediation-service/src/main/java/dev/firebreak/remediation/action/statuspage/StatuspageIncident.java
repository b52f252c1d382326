package dev.firebreak.remediation.action.statuspage;

import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.remediation.outgoing.Answer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a page tells about one of our incidents.
 *
 * @param newest the words of the newest update; empty when there is none
 */
record StatuspageIncident(String id, String status, String newest) {
    boolean says(String wantedStatus, String message) {
        return status.equals(wantedStatus) && newest.equals(message);
    }

    /** The one that carries our incident's id in its metadata. */
    static Optional<StatuspageIncident> among(Answer.Reply unresolved, IncidentId ours) {
        return unresolved.json().stream()
                .flatMap(all -> all instanceof List<?> list ? list.stream() : Stream.empty())
                .filter(Map.class::isInstance)
                .map(it -> (Map<?, ?>) it)
                .filter(it -> ours.toString().equals(inside(it, "metadata", "firebreak", "incident")))
                .map(StatuspageIncident::of)
                .findFirst();
    }

    private static StatuspageIncident of(Map<?, ?> json) {
        Object newest = json.get("incident_updates") instanceof List<?> updates
                        && !updates.isEmpty()
                        && updates.getFirst() instanceof Map<?, ?> update
                ? update.get("body")
                : "";
        return new StatuspageIncident(
                String.valueOf(json.get("id")), String.valueOf(json.get("status")), String.valueOf(newest));
    }

    private static Object inside(Map<?, ?> json, String... path) {
        Object value = json;
        for (String name : path) {
            value = value instanceof Map<?, ?> map && map.get(name) != null ? map.get(name) : "";
        }
        return value;
    }
}
