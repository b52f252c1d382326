package dev.firebreak.incident.intake;

import dev.firebreak.incident.correlation.Sorting.Group;
import dev.firebreak.incident.lifecycle.AlertStanding.Incoming;
import dev.firebreak.incident.lifecycle.IncidentStore.Stored;
import dev.firebreak.incident.lifecycle.Ruling;
import dev.firebreak.incident.regrouping.SplitAlerts.Place;
import dev.firebreak.incident.trace.AlertTrace;
import dev.firebreak.model.incident.IncidentId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is done with a group of alerts. */
sealed interface Step {
    /** @param stored open, or resolved and to go on */
    record Join(Stored stored, List<Incoming> alerts) implements Step {
        /**
         * Those that were split off go where they belong, as far as that is open; ends always.
         *
         * @param places of the fingerprints that people split off
         */
        List<Step> apart(Map<String, Place> places) {
            IncidentId here = stored.dossier().incident().id();
            SortedMap<String, Group> leaving = new TreeMap<>();
            List<Incoming> staying = new ArrayList<>();
            for (Incoming each : alerts) {
                @Nullable Place place = places.get(each.alert().fingerprint());
                if (place != null
                        && !place.incident().equals(here)
                        && (place.isOpen() || !each.alert().isFiring())) {
                    leaving.computeIfAbsent(
                                    place.correlationKey(),
                                    key -> new Group(key, new ArrayList<>(), List.of(), place.incident()))
                            .alerts()
                            .add(each);
                } else {
                    staying.add(each);
                }
            }
            List<Step> steps = new ArrayList<>(List.of(new Join(stored, staying)));
            leaving.values().forEach(group -> steps.add(new GoTo(group)));
            return steps;
        }
    }

    record Open(Group group, Ruling ruling) implements Step {
        /** The same, or where it goes in a storm. */
        Step judged(Ruling other) {
            return other.isStorm() && !ruling.isStorm() ? new GoTo(inStorm(other)) : this;
        }

        private Group inStorm(Ruling storm) {
            return new Group(
                    storm.correlationKey(),
                    group.alerts().stream()
                            .map(each -> each.ruling() == null ? each : new Incoming(each.alert(), storm))
                            .toList(),
                    List.of(),
                    null);
        }
    }

    /** Its alerts belong to the incident of another key, which is to be looked for. */
    record GoTo(Group group) implements Step {}

    record Leave(List<AlertTrace> traces) implements Step {}
}
