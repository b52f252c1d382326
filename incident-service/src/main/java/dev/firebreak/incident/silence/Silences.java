package dev.firebreak.incident.silence;

import dev.firebreak.incident.hold.Hold;
import dev.firebreak.model.alert.Alert;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Those that last now or will, as this instance knows them: at most a second behind the others. */
public final class Silences {
    static final Silences NONE = new Silences(List.of());

    private final List<Silence> lasting;

    Silences(List<Silence> lasting) {
        this.lasting = List.copyOf(lasting);
    }

    /** Empty when the alert is to be heard. */
    public Optional<Hold> holding(Alert alert, Instant now) {
        for (Silence silence : lasting) {
            if (silence.isActive(now) && silence.matches(alert)) {
                return Optional.of(Hold.silenced(silence.words(), silence.id()));
            }
        }
        return Optional.empty();
    }
}
