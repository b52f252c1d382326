package dev.firebreak.incident.drill;

import dev.firebreak.incident.api.Actors;
import dev.firebreak.incident.api.BadRequestException;
import dev.firebreak.incident.api.Span;
import dev.firebreak.incident.api.Texts;
import dev.firebreak.incident.intake.DrillIntake;
import dev.firebreak.incident.trace.AlertTrace;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertId;
import dev.firebreak.model.alert.Drill;
import dev.firebreak.model.incident.IncidentId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A game day: alerts that people send to see how they are answered. */
@RestController
@RequestMapping("/api/drills")
class DrillController {
    private static final int MOST_ALERTS = 200;

    /**
     * Sent again with the same name the drill goes on.
     *
     * @param name lower-case letters, digits and hyphens
     * @param until when its incidents are over though nobody ends them; one of it and {@code lasts}, 8 hours at most
     */
    record DrillBody(
            @Nullable String name,
            @Nullable String until,
            @Nullable String lasts,
            @Nullable List<@Nullable DrillAlert> alerts) {}

    /** @param incidentId null when it led to no incident */
    record TakenView(
            AlertId id,
            String name,
            String outcome,
            @Nullable IncidentId incidentId) {}

    record DrillView(String name, Instant endsAt, List<TakenView> alerts) {}

    record EndedView(String name, long incidents) {}

    private final DrillIntake intake;
    private final DrillEnd ending;
    private final InstantSource clock;

    DrillController(DrillIntake intake, DrillEnd ending, InstantSource clock) {
        this.intake = intake;
        this.ending = ending;
        this.clock = clock;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<DrillView> send(@RequestBody DrillBody body) {
        Instant now = clock.instant();
        Drill drill = drill(Texts.required(body.name(), "/name"), "/name");
        Instant endsAt = Span.of(null, body.until(), body.lasts(), now).endsAt();
        if (Duration.between(now, endsAt).compareTo(Drill.LONGEST) > 0) {
            throw new BadRequestException(
                    "a drill is over within " + Drill.LONGEST.toHours() + " h",
                    body.until() == null ? "/lasts" : "/until");
        }
        return intake.take(alerts(body.alerts(), drill, endsAt, now))
                .map(traces -> new DrillView(
                        drill.name(),
                        endsAt,
                        traces.stream().map(DrillController::view).toList()));
    }

    /** Its incidents are resolved and closed. */
    @PostMapping("/{name}/end")
    Mono<EndedView> end(@PathVariable String name, Authentication user) {
        Drill drill = drill(name, "/name");
        return ending.end(drill, Actors.of(user)).map(incidents -> new EndedView(drill.name(), incidents));
    }

    private static TakenView view(AlertTrace trace) {
        return new TakenView(trace.id(), trace.name(), trace.outcome(), trace.incidentId());
    }

    private static List<Alert> alerts(
            @Nullable List<@Nullable DrillAlert> asked, Drill drill, Instant endsAt, Instant now) {
        List<@Nullable DrillAlert> all = Objects.requireNonNullElse(asked, List.<@Nullable DrillAlert>of());
        if (all.isEmpty() || all.size() > MOST_ALERTS) {
            throw new BadRequestException("1 to " + MOST_ALERTS + " alerts at once", "/alerts");
        }
        List<Alert> alerts = new ArrayList<>();
        for (@Nullable DrillAlert each : all) {
            String pointer = "/alerts/" + alerts.size();
            if (each == null) {
                throw new BadRequestException("is no alert", pointer);
            }
            alerts.add(each.toAlert(drill, endsAt, now, pointer));
        }
        return alerts;
    }

    private static Drill drill(String name, String pointer) {
        try {
            return new Drill(name);
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(String.valueOf(e.getMessage()), pointer);
        }
    }
}
