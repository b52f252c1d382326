package dev.firebreak.catalog.oncall;

import java.time.Instant;

/**
 * Who is on call at a moment.
 *
 * @param until when that may change: the next handoff, or the begin or end of an override
 * @param isOverride whether somebody is in for whose turn it is
 */
public record Turn(Member who, Instant since, Instant until, boolean isOverride) {}
