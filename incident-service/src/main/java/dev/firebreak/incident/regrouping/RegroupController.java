package dev.firebreak.incident.regrouping;

import dev.firebreak.incident.api.Actors;
import dev.firebreak.incident.api.BadRequestException;
import dev.firebreak.incident.api.ConflictException;
import dev.firebreak.incident.api.IncidentQueries;
import dev.firebreak.incident.api.NotFoundException;
import dev.firebreak.incident.api.Texts;
import dev.firebreak.incident.lifecycle.Regrouping.Wish;
import dev.firebreak.incident.request.Answer;
import dev.firebreak.model.incident.Incident;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** People say that two incidents are one, or that one is two. */
@RestController
@RequestMapping("/api/incidents/{id}")
class RegroupController {
    private static final int MOST_FINGERPRINTS = 1_000;

    /** @param into number or id of the incident in which it goes on */
    record MergeBody(@Nullable String into, @Nullable String reason) {}

    /** @param fingerprints of the alerts that leave; {@code title} of the new incident, that of an alert unless said */
    record SplitBody(
            @Nullable List<@Nullable String> fingerprints,
            @Nullable String title,
            @Nullable String reason) {}

    private final IncidentQueries incidents;
    private final Regrouper regrouper;

    RegroupController(IncidentQueries incidents, Regrouper regrouper) {
        this.incidents = incidents;
        this.regrouper = regrouper;
    }

    /** Answers with the incident that is over now; its alerts, and those that follow, belong to the other one. */
    @PostMapping(path = "/merge", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Incident> merge(@PathVariable String id, @RequestBody MergeBody body, Authentication user) {
        String into = Texts.required(body.into(), "/into");
        Wish wish = new Wish(Actors.of(user), Texts.required(body.reason(), "/reason"));
        return found(id)
                .flatMap(source -> incidents
                        .find(into)
                        .map(IncidentQueries.Found::incident)
                        .switchIfEmpty(Mono.error(() -> new BadRequestException("no incident " + into, "/into")))
                        .flatMap(target -> regrouper.merge(source, target, wish)))
                .flatMap(answer -> done(answer, id));
    }

    /** Answers with the new incident. */
    @PostMapping(path = "/split", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Incident> split(@PathVariable String id, @RequestBody SplitBody body, Authentication user) {
        Set<String> fingerprints = fingerprints(body.fingerprints());
        @Nullable String title = Texts.optional(body.title(), "/title");
        Wish wish = new Wish(Actors.of(user), Texts.required(body.reason(), "/reason"));
        return found(id)
                .flatMap(whole -> regrouper.split(whole.id(), fingerprints, title, wish))
                .flatMap(answer -> done(answer, id));
    }

    private static Set<String> fingerprints(@Nullable List<@Nullable String> written) {
        if (written == null || written.isEmpty() || written.size() > MOST_FINGERPRINTS) {
            throw new BadRequestException(
                    "from 1 to " + MOST_FINGERPRINTS + " fingerprints of its alerts", "/fingerprints");
        }
        Set<String> fingerprints = new LinkedHashSet<>();
        for (int i = 0; i < written.size(); i++) {
            fingerprints.add(Texts.required(written.get(i), "/fingerprints/" + i));
        }
        return fingerprints;
    }

    private Mono<Incident> found(String id) {
        return incidents
                .find(id)
                .map(IncidentQueries.Found::incident)
                .switchIfEmpty(Mono.error(() -> new NotFoundException("no incident " + id)));
    }

    private static Mono<Incident> done(Answer answer, String id) {
        return switch (answer) {
            case Answer.Done(Incident incident) -> Mono.just(incident);
            case Answer.Refused refused -> Mono.error(new ConflictException(refused.reason()));
            case Answer.UnknownIncident _ -> Mono.error(new NotFoundException("no incident " + id));
            case Answer.Repeated _ -> Mono.error(new IllegalStateException("asked for under an id of its own"));
        };
    }
}
