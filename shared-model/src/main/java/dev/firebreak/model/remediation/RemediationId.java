package dev.firebreak.model.remediation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.firebreak.model.Ids;
import java.util.UUID;

/** One execution of a runbook. */
public record RemediationId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RemediationId {}

    public static RemediationId next() {
        return new RemediationId(Ids.next());
    }

    /** @throws IllegalArgumentException when the text is not a UUID */
    public static RemediationId parse(String text) {
        return new RemediationId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
