package dev.firebreak.remediation.governor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A guard said no.
 *
 * @param guard its name, such as {@code cooldown}
 * @param reason with the figures
 * @param allowedAgainAt when it would say yes; null when only a person can lift it
 */
public record Refusal(String guard, String reason, @Nullable Instant allowedAgainAt) {}
