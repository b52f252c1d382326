package dev.firebreak.backtest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One incident of a replay.
 *
 * @param number counts up within its replay
 * @param runbook null when none matched
 * @param level the newest
 * @param resolvedAt null when it was not by the end of the recording
 */
public record Brief(
        long number,
        String title,
        String system,
        String service,
        @Nullable String runbook,
        String level,
        String correlationKey,
        Instant openedAt,
        @Nullable Instant resolvedAt,
        long alerts,
        int pages,
        int messages) {
    static Brief of(Tally.Line line) {
        var incident = line.opened;
        var runbook = incident.runbook();
        return new Brief(
                incident.number(),
                incident.title(),
                incident.system(),
                incident.service(),
                runbook == null ? null : runbook.name(),
                line.level,
                incident.correlationKey(),
                incident.openedAt(),
                line.resolvedAt,
                line.alerts,
                line.pages,
                line.messages);
    }
}
