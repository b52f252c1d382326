package dev.firebreak.incident.lifecycle;

import java.time.Duration;

/**
 * What the runbook agreed for an incident when it opened.
 *
 * @param observeFor how long nothing may fire before it counts as resolved; zero means at once
 * @param reopenWithin how long after its resolution the same incident goes on when it fires again
 */
public record Terms(Duration observeFor, Duration reopenWithin) {}
