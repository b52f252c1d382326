package dev.firebreak.incident.correlation;

import dev.firebreak.incident.hold.HeldAlert;
import dev.firebreak.incident.hold.Hold;
import dev.firebreak.incident.lifecycle.AlertStanding.Incoming;
import dev.firebreak.incident.lifecycle.IncidentStore.Firing;
import dev.firebreak.incident.lifecycle.Ruling;
import dev.firebreak.incident.trace.AlertTrace;
import dev.firebreak.incident.trace.AlertTrace.Stage;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.incident.IncidentId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sorts the alerts of one batch by the incident that they concern. A firing alert goes by its correlation key; a
 * resolve goes wherever its fingerprint fires, whatever the catalogue says today.
 */
public final class Sorting {
    /**
     * Alerts for one correlation key, in the order they came.
     *
     * @param observations what thresholds of this key count besides
     * @param incidentId set when a resolve led here; its incident then had this key and was open
     */
    public record Group(
            String correlationKey,
            List<Incoming> alerts,
            List<Observation> observations,
            @Nullable IncidentId incidentId) {
        /** What the catalogue says of the first firing alert; null when there are only resolves. */
        public @Nullable Ruling ruling() {
            for (Incoming each : alerts) {
                if (each.ruling() != null) {
                    return each.ruling();
                }
            }
            return null;
        }

        /** Its key is that of an incident which people made, and no runbook's. */
        public boolean isSplitOff() {
            @Nullable Ruling first = ruling();
            return first != null && !first.correlationKey().equals(correlationKey);
        }

        /** The same alerts by what the catalogue says of them; an end goes where its beginning goes. */
        public List<Group> byOwnKeys() {
            SortedMap<String, Group> own = new TreeMap<>();
            Map<String, String> keys = new HashMap<>();
            for (Incoming each : alerts) {
                @Nullable Ruling ruling = each.ruling();
                String fingerprint = each.alert().fingerprint();
                if (ruling != null) {
                    keys.put(fingerprint, ruling.correlationKey());
                }
                @Nullable String key = keys.get(fingerprint);
                if (key != null) {
                    own.computeIfAbsent(key, _ -> new Group(key, new ArrayList<>(), List.of(), null))
                            .alerts()
                            .add(each);
                }
            }
            return List.copyOf(own.values());
        }
    }

    private final Rulebook rulebook;
    private final Instant now;
    private final List<Firing> firing;
    private final Map<String, Instant> ends;

    /** Sorted, so that two instances lock incidents in the same order. */
    private final SortedMap<String, Group> groups = new TreeMap<>();

    private final Map<String, String> keyOfFiring = new HashMap<>();
    private final Map<IncidentId, List<Alert>> endsOfClosed = new HashMap<>();
    private final Map<String, Instant> earlyEnds = new TreeMap<>();
    private final List<AlertTrace> left = new ArrayList<>();
    private final Map<String, String> heldBefore;
    private final Map<String, String> splitKeys;
    private final Holding holding;
    private final Map<String, HeldAlert> held = new LinkedHashMap<>();

    /**
     * @param firing where the fingerprints that resolves speak of fire now
     * @param ends early ends of the fingerprints that fire
     * @param heldBefore fingerprints that were held back until their resolve came now, and why
     * @param splitKeys the correlation keys of those fingerprints that people split off
     * @param holding what holds back now
     */
    public Sorting(
            Rulebook rulebook,
            Instant now,
            List<Firing> firing,
            Map<String, Instant> ends,
            Map<String, String> heldBefore,
            Map<String, String> splitKeys,
            Holding holding) {
        this.rulebook = rulebook;
        this.now = now;
        this.firing = List.copyOf(firing);
        this.ends = new HashMap<>(ends);
        this.heldBefore = new HashMap<>(heldBefore);
        this.splitKeys = Map.copyOf(splitKeys);
        this.holding = holding;
    }

    public void take(Alert alert) {
        if (alert.isFiring()) {
            takeFiring(alert);
        } else {
            takeResolved(alert);
        }
    }

    private void takeFiring(Alert alert) {
        @Nullable Instant endedAt = ends.get(alert.fingerprint());
        if (endedAt != null && !alert.startsAt().isAfter(endedAt)) {
            leave(alert, "stale", new Stage("order", "its end at " + endedAt + " was told before its beginning"));
            return;
        }
        Optional<Hold> silenced = holding.anyones(alert);
        if (silenced.isPresent()) {
            hold(alert, silenced.get(), null, List.of());
            return;
        }
        List<Observation> observations = observe(alert);
        switch (rulebook.judge(alert, now)) {
            case Verdict.Applies(Ruling ruling)
            when ruling.runbook() != null || observations.isEmpty() -> {
                Optional<Hold> hold = holding.of(alert, ruling);
                if (hold.isPresent()) {
                    hold(alert, hold.get(), ruling.correlationKey(), List.of(new Stage("match", ruling.reason())));
                } else {
                    String key = splitKeys.getOrDefault(alert.fingerprint(), ruling.correlationKey());
                    keyOfFiring.put(alert.fingerprint(), key);
                    group(key, null).alerts().add(new Incoming(alert, ruling));
                }
            }
            case Verdict.Left(String outcome, String reason)
            when observations.isEmpty() -> leave(alert, outcome, new Stage("match", reason));
            case Verdict.Applies _, Verdict.Left _ -> leave(alert, "counted", counted(observations));
        }
    }

    private void hold(Alert alert, Hold hold, @Nullable String key, List<Stage> before) {
        held.put(alert.fingerprint(), new HeldAlert(alert, hold));
        List<Stage> stages = new ArrayList<>(before);
        stages.add(new Stage(hold.by().word(), hold.reason()));
        left.add(AlertTrace.of(
                alert,
                hold.by().outcome(),
                key,
                hold.incident(),
                rulebook.catalog().version(),
                stages));
    }

    private List<Observation> observe(Alert alert) {
        List<Observation> observations = rulebook.observations(alert, now);
        observations.forEach(
                each -> group(each.correlationKey(), null).observations().add(each));
        return observations;
    }

    private static Stage counted(List<Observation> observations) {
        return new Stage(
                "threshold",
                observations.stream()
                        .map(each -> "a good one for runbook " + each.runbook())
                        .collect(Collectors.joining(", ")));
    }

    private void takeResolved(Alert alert) {
        observe(alert);
        endHeld(alert);
        @Nullable String key = keyOfFiring.get(alert.fingerprint());
        List<Firing> places = firing.stream()
                .filter(place -> place.fingerprint().equals(alert.fingerprint()))
                .toList();
        Optional<Firing> open = places.stream().filter(Firing::isOpen).findFirst();
        Optional<Hold> flapping = key == null && open.isEmpty()
                ? Optional.empty()
                : holding.end(alert, open.map(Firing::incidentId).orElse(null));
        if (flapping.isPresent()) {
            hold(alert, flapping.get(), open.map(Firing::correlationKey).orElse(key), List.of());
            return;
        }
        if (key != null) {
            group(key, null).alerts().add(new Incoming(alert, null));
            return;
        }
        for (Firing place : places) {
            if (place.isOpen()) {
                group(place.correlationKey(), place.incidentId()).alerts().add(new Incoming(alert, null));
            } else {
                endsOfClosed
                        .computeIfAbsent(place.incidentId(), _ -> new ArrayList<>())
                        .add(alert);
            }
        }
        if (places.isEmpty()) {
            @Nullable Instant endsAt = alert.endsAt();
            Instant endedAt = endsAt == null ? alert.receivedAt() : endsAt;
            earlyEnds.merge(alert.fingerprint(), endedAt, (one, other) -> one.isAfter(other) ? one : other);
            ends.merge(alert.fingerprint(), endedAt, (one, other) -> one.isAfter(other) ? one : other);
            @Nullable String held = heldBefore.get(alert.fingerprint());
            leave(
                    alert,
                    "nothing-to-resolve",
                    new Stage(
                            "correlation",
                            held == null ? "its fingerprint fires in no incident" : "what it ends was held: " + held));
        }
    }

    private void endHeld(Alert resolved) {
        @Nullable HeldAlert mine = held.get(resolved.fingerprint());
        if (mine != null
                && (resolved.endsAt() == null
                        || !resolved.endsAt().isBefore(mine.alert().startsAt()))) {
            held.remove(resolved.fingerprint());
            heldBefore.put(resolved.fingerprint(), mine.hold().reason());
        }
    }

    private Group group(String key, @Nullable IncidentId incidentId) {
        return groups.compute(key, (_, known) -> {
            if (known == null) {
                return new Group(key, new ArrayList<>(), new ArrayList<>(), incidentId);
            }
            return known.incidentId() == null && incidentId != null
                    ? new Group(key, known.alerts(), known.observations(), incidentId)
                    : known;
        });
    }

    private void leave(Alert alert, String outcome, Stage stage) {
        left.add(AlertTrace.of(alert, outcome, null, null, rulebook.catalog().version(), List.of(stage)));
    }

    /** By correlation key. */
    public List<Group> groups() {
        return List.copyOf(groups.values());
    }

    /** Resolves of what still counts as firing in incidents that are no longer open. */
    public Map<IncidentId, List<Alert>> endsOfClosed() {
        return endsOfClosed;
    }

    /** Resolves that came first: what they end may follow. */
    public Map<String, Instant> earlyEnds() {
        return earlyEnds;
    }

    /** Alerts that fire and are held back. */
    public Collection<HeldAlert> held() {
        return held.values();
    }

    /** Alerts that concern no incident now, and why. */
    public List<AlertTrace> left() {
        return left;
    }
}
