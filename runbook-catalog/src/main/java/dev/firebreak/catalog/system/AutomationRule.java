package dev.firebreak.catalog.system;

import org.jspecify.annotations.Nullable;

/**
 * A system's own bounds on what is done to it by itself. Each may be null: then the setting for all systems counts.
 *
 * @param maxShare of its services that may be in trouble at once; more than that, and nothing acts
 * @param openIncidents more than that, and nothing acts; 0 for no bound
 * @param failuresInARow so many of its remediations, and nothing acts until a person says so; 0 for no bound
 */
public record AutomationRule(
        @Nullable Double maxShare,
        @Nullable Integer openIncidents,
        @Nullable Integer failuresInARow) {
    public static final AutomationRule NONE = new AutomationRule(null, null, null);
}
