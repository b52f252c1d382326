package dev.firebreak.model.alert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.firebreak.model.Ids;
import java.util.UUID;

/** One signal as it was taken in. */
public record AlertId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AlertId {}

    public static AlertId next() {
        return new AlertId(Ids.next());
    }

    /** @throws IllegalArgumentException when the text is not a UUID */
    public static AlertId parse(String text) {
        return new AlertId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
