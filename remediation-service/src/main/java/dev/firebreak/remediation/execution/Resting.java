package dev.firebreak.remediation.execution;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A turn has ended.
 *
 * @param until when the next one is due; null: when something arrives
 */
record Resting(@Nullable Instant until) {}
