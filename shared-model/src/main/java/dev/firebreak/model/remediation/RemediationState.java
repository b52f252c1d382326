package dev.firebreak.model.remediation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where one execution of a runbook stands. NEEDS_PERSON: stopped, because only a person can tell what is true. */
public enum RemediationState {
    RUNNING,
    AWAITING_APPROVAL,
    SUCCEEDED,
    FAILED,
    STOPPED,
    NEEDS_PERSON;

    public boolean isFinished() {
        return this != RUNNING && this != AWAITING_APPROVAL;
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @JsonCreator
    public static RemediationState parse(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
