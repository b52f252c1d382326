package dev.firebreak.ingest.source;

import dev.firebreak.model.alert.Signal;
import java.util.List;

/**
 * What a message means.
 *
 * @param dropped a reason for each part that is understood and not an alert; few fixed words, because they label a metric
 * @param truncated how many alerts the sender says it left out
 */
public record Reading(List<Signal> signals, List<String> dropped, long truncated) {
    public Reading {
        signals = List.copyOf(signals);
        dropped = List.copyOf(dropped);
    }

    public Reading(List<Signal> signals, List<String> dropped) {
        this(signals, dropped, 0);
    }

    public static Reading of(Signal... signals) {
        return new Reading(List.of(signals), List.of());
    }

    public static Reading of(List<Signal> signals) {
        return new Reading(signals, List.of());
    }

    public static Reading dropped(String reason) {
        return new Reading(List.of(), List.of(reason));
    }

    public Reading withTruncated(long count) {
        return new Reading(signals, dropped, count);
    }
}
