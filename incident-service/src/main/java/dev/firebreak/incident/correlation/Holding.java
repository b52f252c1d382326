package dev.firebreak.incident.correlation;

import dev.firebreak.incident.hold.Hold;
import dev.firebreak.incident.lifecycle.Ruling;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.incident.IncidentId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What keeps an alert from being handled now; asked in memory, for each alert of a batch. */
public interface Holding {
    Holding NOTHING = new Holding() {};

    /** Before it is asked whose alert it is. */
    default Optional<Hold> anyones(Alert alert) {
        return Optional.empty();
    }

    /** The end of an alert that fires in that incident, or began in this batch. */
    default Optional<Hold> end(Alert resolved, @Nullable IncidentId incident) {
        return Optional.empty();
    }

    /** Once it is known that it concerns an incident. */
    default Optional<Hold> of(Alert alert, Ruling ruling) {
        return Optional.empty();
    }
}
