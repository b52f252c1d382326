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

    static List<AlertTrace> belowThreshold(List<Incoming> alerts, Ruling ruling, long count, String catalogVersion) {
        Stage match = new Stage("match", ruling.reason());
        Stage threshold = new Stage(
                "threshold",
                count + " of " + ruling.threshold().count() + " within "
                        + ruling.threshold().within());
        return alerts.stream()
                .map(each -> AlertTrace.of(
                        each.alert(),
                        "below-threshold",
                        ruling.correlationKey(),
                        null,
                        catalogVersion,
                        List.of(match, threshold)))
                .toList();
    }
}
