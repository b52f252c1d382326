package dev.firebreak.ingest.source;

import dev.firebreak.model.alert.Signal;
import java.util.List;

/**
 * What a message means.
 *
 * @param dropped a reason for each part that is understood and not an alert; few fixed words, because they label a metric
 */
public record Reading(List<Signal> signals, List<String> dropped) {
    public Reading {
        signals = List.copyOf(signals);
        dropped = List.copyOf(dropped);
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
}
