package dev.firebreak.backtest;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one catalogue makes of a recording.
 *
 * @param catalogVersion content hash of the catalogue
 * @param pages events to PagerDuty that call somebody: openings, escalations, reopenings
 * @param messages cards and calls in Slack; changed cards and lines in threads wake nobody and are not counted
 * @param escalations steps of policies engaged after the opening
 * @param done actions carried out; {@code asked} people were asked for, {@code said} in shadow only
 * @param refused actions that a guard stopped
 * @param alerts by what became of them, such as {@code opened} or {@code below-threshold}
 * @param actions by what would have been done, and which step; {@code refusals} by guard and step
 * @param openedByHour incidents opened, by the hour in UTC; hours with none are left out, as in {@code pagesByHour}
 */
public record Outcome(
        String catalogVersion,
        long incidents,
        long reopened,
        long pages,
        long messages,
        long escalations,
        long done,
        long asked,
        long said,
        long refused,
        SortedMap<String, Long> alerts,
        SortedMap<String, Long> actions,
        SortedMap<String, Long> refusals,
        SortedMap<Instant, Long> openedByHour,
        SortedMap<Instant, Long> pagesByHour) {
    /** Of no catalogue: all that the other one does is new. */
    static final Outcome NOTHING = new Outcome(
            "",
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>());

    public Outcome {
        alerts = Collections.unmodifiableSortedMap(new TreeMap<>(alerts));
        actions = Collections.unmodifiableSortedMap(new TreeMap<>(actions));
        refusals = Collections.unmodifiableSortedMap(new TreeMap<>(refusals));
        openedByHour = Collections.unmodifiableSortedMap(new TreeMap<>(openedByHour));
        pagesByHour = Collections.unmodifiableSortedMap(new TreeMap<>(pagesByHour));
    }
}
