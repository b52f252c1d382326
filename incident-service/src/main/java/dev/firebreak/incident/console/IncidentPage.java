package dev.firebreak.incident.console;

import dev.firebreak.incident.api.IncidentView;
import dev.firebreak.incident.timeline.Timeline;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.remediation.Remediation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the page of one incident shows.
 *
 * @param story newest first
 * @param question that automation asks now; null when it asks nothing
 */
record IncidentPage(
        IncidentView view,
        List<Told> story,
        Chart chart,
        @Nullable Question question) {
    private static final int STORY = 300;

    /** @param kind whose doing it is */
    record Told(Instant at, Kind kind, String who, String text, boolean isRefusal) {}

    IncidentPage {
        story = List.copyOf(story);
    }

    static IncidentPage of(IncidentView view, List<Timeline.Item> log, Instant now) {
        Incident incident = view.incident();
        Instant end = incident.resolvedAt() == null ? now : incident.resolvedAt();
        List<Told> story = log.reversed().stream()
                .limit(STORY)
                .map(item -> new Told(
                        item.at(),
                        Kind.of(item.event(), item.actor()),
                        item.actor().name(),
                        item.text(),
                        item.type().contains("Refused")))
                .toList();
        Optional<Question> question = view.remediations().stream()
                .map(Question::of)
                .flatMap(Optional::stream)
                .findFirst();
        return new IncidentPage(
                view, story, Chart.of(incident.openedAt(), end, log, view.deployments()), question.orElse(null));
    }

    public Incident incident() {
        return view.incident();
    }

    public List<Remediation> remediations() {
        return view.remediations();
    }

    /** The step of the policy that comes next; null when nobody else will be told. */
    public IncidentView.@Nullable StepView next() {
        return view.escalation().stream()
                .filter(step -> !step.done())
                .findFirst()
                .orElse(null);
    }

    public boolean isOpen() {
        return incident().state().isOpen();
    }
}
