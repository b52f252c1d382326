package dev.firebreak.incident.api;

import dev.firebreak.incident.api.IncidentQueries.Found;
import dev.firebreak.incident.api.IncidentView.StepView;
import dev.firebreak.incident.timeline.Timeline;
import dev.firebreak.model.Actor;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentId;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Why an incident stands as it does: its level, who was told, what automation did not do. */
@RestController
@RequestMapping("/api/incidents/{id}/why")
class IncidentWhyController {
    private static final int ENTRIES = 5_000;

    /**
     * @param decision what was decided and by which rule or word, in a sentence
     * @param catalogVersion content hash of the catalogue that it was decided with
     */
    record Reason(Instant at, String type, String decision, Actor actor, String catalogVersion) {}

    /**
     * @param level the opening and each change
     * @param escalation who was told
     * @param notYet steps of the policy that wait for their time or for their condition
     * @param grouping what people merged and split, and what it has to do with
     * @param flapping alerts whose ends are not believed at once; {@code flapCount} how many ends that were
     * @param refusals what remediation or a person asked for and did not get, with the guard that stood against it
     */
    record Why(
            IncidentId id,
            long number,
            List<Reason> level,
            List<Reason> escalation,
            List<StepView> notYet,
            List<Reason> remediation,
            List<Reason> grouping,
            List<Reason> flapping,
            @Nullable Integer flapCount,
            List<Reason> refusals) {}

    private final IncidentQueries incidents;
    private final Timeline timeline;

    IncidentWhyController(IncidentQueries incidents, Timeline timeline) {
        this.incidents = incidents;
        this.timeline = timeline;
    }

    @GetMapping
    Mono<Why> why(@PathVariable String id) {
        return incidents
                .find(id)
                .switchIfEmpty(Mono.error(() -> new NotFoundException("no incident " + id)))
                .flatMap(found ->
                        timeline.read(found.incident().id(), 0, ENTRIES).map(log -> why(found, log)));
    }

    private static Why why(Found found, List<Timeline.Item> log) {
        return new Why(
                found.incident().id(),
                found.incident().number(),
                reasons(
                        log,
                        event -> event instanceof IncidentEvent.Opened || event instanceof IncidentEvent.LevelChanged),
                reasons(log, IncidentEvent.Escalated.class::isInstance),
                IncidentView.steps(found).stream().filter(step -> !step.done()).toList(),
                reasons(log, event -> event instanceof IncidentEvent.RemediationProgressed && !isRefusal(event)),
                reasons(log, IncidentWhyController::isGrouping),
                reasons(log, IncidentEvent.Flapping.class::isInstance),
                found.incident().flapCount(),
                reasons(log, IncidentWhyController::isRefusal));
    }

    private static boolean isGrouping(IncidentEvent event) {
        return event instanceof IncidentEvent.Merged
                || event instanceof IncidentEvent.Absorbed
                || event instanceof IncidentEvent.Split
                || event instanceof IncidentEvent.Related;
    }

    private static boolean isRefusal(IncidentEvent event) {
        return event instanceof IncidentEvent.CommandRefused
                || (event instanceof IncidentEvent.RemediationProgressed progress
                        && progress.kind().endsWith("Refused"));
    }

    private static List<Reason> reasons(List<Timeline.Item> log, Predicate<IncidentEvent> which) {
        return log.stream()
                .filter(item -> which.test(item.event()))
                .map(item -> new Reason(item.at(), item.type(), item.text(), item.actor(), item.catalogVersion()))
                .toList();
    }
}
