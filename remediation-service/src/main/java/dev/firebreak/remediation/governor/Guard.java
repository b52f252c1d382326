package dev.firebreak.remediation.governor;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The guards, in the order in which they are asked. */
public enum Guard {
    KILL_SWITCH(false),
    ONE_AT_A_TIME(false),
    INCIDENT_OPEN(false),
    APPROVAL_EXPIRED(false),
    STALE_DEPLOYMENT(false),
    FAILURES_IN_A_ROW(true),
    MAINTENANCE(true),
    STORM(true),
    OPEN_INCIDENTS(true),
    SYSTEM_SHARE(true),
    STALE_ALERT(true),
    COOLDOWN(true),
    TARGET_BUDGET(true),
    INCIDENT_BUDGET(true),
    ROLLBACK_BUDGET(true),
    AT_ONCE_BUDGET(true),
    HOUR_BUDGET(true);

    private final boolean canBePassed;

    Guard(boolean canBePassed) {
        this.canBePassed = canBePassed;
    }

    /** Whether an admin may break the glass for it. What people stopped, and what would be plainly wrong, may not. */
    public boolean canBePassed() {
        return canBePassed;
    }

    /** Others bring back nothing of what was there before: an undo is not asked by them. */
    boolean holdsUndo() {
        return this == KILL_SWITCH || this == ONE_AT_A_TIME;
    }

    /** As events and refusals name it, such as {@code kill-switch}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Guard> find(String word) {
        return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }

    public static List<String> thatCanBePassed() {
        return Arrays.stream(values())
                .filter(Guard::canBePassed)
                .map(Guard::word)
                .toList();
    }
}
