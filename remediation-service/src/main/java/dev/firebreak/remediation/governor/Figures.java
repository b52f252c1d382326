package dev.firebreak.remediation.governor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the guards judge by, counted in one transaction; of other steps than the asking one.
 *
 * @param pausedScope the widest scope of the kill switch that is thrown; null for none
 * @param stopReason why the system is stopped until a person resumes it; null when it is not
 * @param frozenBy title of the maintenance that lasts longest in which nothing acts here; null for none
 * @param targetHeldBy another remediation that works on the target; null when it is free
 * @param lastOnTarget when the action was last dispatched to the target; null for never
 * @param firstOnTargetInWindow oldest one that counts for {@code onTargetInWindow}
 * @param firstActedInHour oldest one that counts for {@code actedInHour}
 * @param openIncidents of the system; counted up to a thousand, and only when a bound or a storm asks for it
 * @param servicesInTrouble of the system: with an open incident that is not mitigated, or acted on right now
 * @param isStorm an incident of the system stands for many
 */
public record Figures(
        Instant now,
        @Nullable String pausedScope,
        @Nullable String pauseReason,
        @Nullable String stopReason,
        @Nullable String frozenBy,
        @Nullable Instant frozenUntil,
        @Nullable String targetHeldBy,
        @Nullable Instant lastOnTarget,
        long onTargetInWindow,
        @Nullable Instant firstOnTargetInWindow,
        long actingAtOnce,
        long actedInHour,
        @Nullable Instant firstActedInHour,
        long rollbacksOfService,
        @Nullable Instant firstRollbackOfService,
        long attemptsForIncident,
        long openIncidents,
        long servicesInTrouble,
        boolean isStorm) {}
