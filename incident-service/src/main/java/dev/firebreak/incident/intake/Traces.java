package dev.firebreak.incident.intake;

import dev.firebreak.incident.lifecycle.AlertOutcome;
import dev.firebreak.incident.lifecycle.AlertStanding.Incoming;
import dev.firebreak.incident.lifecycle.Ruling;
import dev.firebreak.incident.trace.AlertTrace;
import dev.firebreak.incident.trace.AlertTrace.Stage;
import dev.firebreak.model.incident.Incident;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts an alert's path into words. */
final class Traces {
    private Traces() {}

    static List<AlertTrace> of(
            List<Incoming> alerts, List<AlertOutcome> outcomes, Incident incident, String catalogVersion) {
        List<AlertTrace> traces = new ArrayList<>(alerts.size());
        for (int i = 0; i < alerts.size(); i++) {
            AlertOutcome outcome = outcomes.get(i);
            List<Stage> stages = new ArrayList<>();
            @Nullable Ruling ruling = alerts.get(i).ruling();
            if (ruling != null) {
                stages.add(new Stage("match", ruling.reason()));
            }
            stages.add(new Stage(
                    "correlation",
                    "incident #" + incident.number() + " (" + incident.correlationKey() + "): " + outcome.words()));
            traces.add(AlertTrace.of(
                    alerts.get(i).alert(),
                    outcome.name().toLowerCase(Locale.ROOT),
                    incident.correlationKey(),
                    incident.id(),
                    catalogVersion,
                    stages));
        }
        return traces;
    }

    /** @param words figures by counter */
    static List<AlertTrace> belowThreshold(List<Incoming> alerts, Map<String, String> words, String catalogVersion) {
        return alerts.stream()
                .map(each -> {
                    @Nullable Ruling ruling = each.ruling();
                    return ruling == null
                            ? AlertTrace.of(
                                    each.alert(),
                                    "nothing-to-resolve",
                                    null,
                                    null,
                                    catalogVersion,
                                    List.of(new Stage("threshold", "what it ends is below its threshold")))
                            : AlertTrace.of(
                                    each.alert(),
                                    "below-threshold",
                                    ruling.correlationKey(),
                                    null,
                                    catalogVersion,
                                    List.of(
                                            new Stage("match", ruling.reason()),
                                            new Stage("threshold", words.getOrDefault(ruling.counter(), ""))));
                })
                .toList();
    }
}
