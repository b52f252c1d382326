package dev.firebreak.incident.lifecycle;

import java.time.Duration;

/** An incident opens when this many alerts came within this time; one is enough unless the runbook says otherwise. */
public record Threshold(int count, Duration within) {
    public static final Threshold FIRST_ALERT = new Threshold(1, Duration.ZERO);

    public boolean isFirstAlert() {
        return count <= 1;
    }
}
