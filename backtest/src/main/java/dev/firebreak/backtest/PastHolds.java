package dev.firebreak.backtest;

import dev.firebreak.incident.hold.HeldAlert;
import dev.firebreak.incident.hold.Hold;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.incident.IncidentId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The newest word on each fingerprint that is held back. */
final class PastHolds {
    private final Agenda agenda;
    private final Consumer<Alert> release;
    private final Map<String, HeldAlert> held = new LinkedHashMap<>();

    PastHolds(Agenda agenda, Consumer<Alert> release) {
        this.agenda = agenda;
        this.release = release;
    }

    /** A later word replaces an earlier one, but for a threshold: there the time counts from the first. */
    void put(Collection<HeldAlert> alerts) {
        for (HeldAlert each : alerts) {
            HeldAlert before = held.get(each.alert().fingerprint());
            if (before == null || !isOfThreshold(before) || !isOfThreshold(each)) {
                held.put(each.alert().fingerprint(), each);
                @Nullable Instant dueAt = each.hold().dueAt();
                if (dueAt != null) {
                    agenda.at(dueAt, _ -> release(each));
                }
            }
        }
    }

    private static boolean isOfThreshold(HeldAlert alert) {
        return alert.hold().by() == Hold.By.THRESHOLD;
    }

    private void release(HeldAlert each) {
        if (held.remove(each.alert().fingerprint(), each)) {
            release.accept(each.alert());
        }
    }

    /** What was held is over: why it was held. */
    Optional<String> end(String fingerprint, Instant endedAt) {
        HeldAlert mine = held.get(fingerprint);
        if (mine == null || mine.alert().startsAt().isAfter(endedAt)) {
            return Optional.empty();
        }
        held.remove(fingerprint);
        return Optional.of(mine.hold().reason());
    }

    /** What that incident held is held no longer; oldest first. */
    void closed(IncidentId incident, Instant now) {
        List<HeldAlert> free = new ArrayList<>();
        for (HeldAlert each : held.values()) {
            if (incident.equals(each.hold().incident())) {
                free.add(each);
            }
        }
        free.forEach(each -> agenda.at(now, _ -> release(each)));
    }
}
