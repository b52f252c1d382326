package dev.firebreak.catalog.system;

import dev.firebreak.catalog.expression.Condition;

/**
 * While one alert fires, others say nothing new.
 *
 * @param when over {@code source}, the alert that fires
 * @param mutes over {@code alert}, the one to be muted, and {@code source}
 */
public record Inhibition(Condition when, Condition mutes) {}
