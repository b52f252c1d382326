package dev.firebreak.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One fact or command; the same on every redelivery, so a consumer can drop repeats. */
public record EventId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public EventId {}

    public static EventId next() {
        return new EventId(Ids.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
