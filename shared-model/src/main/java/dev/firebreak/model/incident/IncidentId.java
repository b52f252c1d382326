package dev.firebreak.model.incident;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.firebreak.model.Ids;
import java.util.UUID;

/** One incident. */
public record IncidentId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public IncidentId {}

    public static IncidentId next() {
        return new IncidentId(Ids.next());
    }

    /** @throws IllegalArgumentException when the text is not a UUID */
    public static IncidentId parse(String text) {
        return new IncidentId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
