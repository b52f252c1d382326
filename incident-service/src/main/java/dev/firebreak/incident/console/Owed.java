package dev.firebreak.incident.console;

import dev.firebreak.incident.console.Neighbours.Neighbour;
import java.util.List;
import java.util.Optional;

/**
 * What notifier-service has to tell people.
 *
 * @param open not told yet
 * @param overdue of those, past their deadline
 * @param failed refused by the receiver, about incidents that are still open
 */
record Owed(long open, long overdue, long failed) {
    /** Empty when notifier-service does not tell. */
    static Optional<Owed> of(List<Neighbour> neighbours) {
        return Neighbour.samples(neighbours, "notifier-service")
                .map(samples -> new Owed(
                        (long) samples.sum("firebreak_obligations_owed"),
                        (long) samples.sum("firebreak_obligations_overdue"),
                        (long) samples.sum("firebreak_obligations_failed")));
    }
}
