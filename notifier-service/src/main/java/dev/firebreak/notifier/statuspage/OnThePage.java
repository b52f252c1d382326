package dev.firebreak.notifier.statuspage;

import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.wire.Wire;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** One of our incidents as the page shows it: its id there, and the newest update. */
record OnThePage(String id, PublicWord says) {

    /**
     * The one that carries our incident's id in its metadata, whoever of us opened it.
     *
     * @param unresolved what the page answered
     * @throws IllegalArgumentException when that is no list of incidents
     */
    static Optional<OnThePage> among(String unresolved, IncidentId ours) {
        JsonNode all;
        try {
            all = Wire.JSON.readTree(unresolved);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the answer is no JSON", e);
        }
        if (!all.isArray()) {
            throw new IllegalArgumentException("the answer is no list of incidents");
        }
        return StreamSupport.stream(all.spliterator(), false)
                .filter(one ->
                        one.at("/metadata/firebreak/incident").asString("").equals(ours.toString()))
                .map(one -> new OnThePage(
                        one.path("id").asString(""),
                        new PublicWord(
                                one.path("status").asString(""),
                                one.at("/incident_updates/0/body").asString(""))))
                .findFirst();
    }
}
