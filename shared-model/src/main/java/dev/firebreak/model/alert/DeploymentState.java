package dev.firebreak.model.alert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a provider told about a deployment; {@code LIVE} means that production traffic is on it now. */
public enum DeploymentState {
    CREATED,
    READY,
    LIVE,
    FAILED,
    CANCELED;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static DeploymentState parse(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
