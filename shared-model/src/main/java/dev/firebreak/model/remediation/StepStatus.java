package dev.firebreak.model.remediation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Where one step stands. OPEN is a manual step that a person has not ticked; SHADOWED says what would have been done;
 * REFUSED was stopped by a guard; UNKNOWN may or may not have taken effect.
 */
public enum StepStatus {
    PENDING,
    RUNNING,
    AWAITING_APPROVAL,
    VERIFYING,
    OPEN,
    SUCCEEDED,
    FAILED,
    SKIPPED,
    SHADOWED,
    REFUSED,
    REJECTED,
    UNDONE,
    UNKNOWN;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @JsonCreator
    public static StepStatus parse(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
