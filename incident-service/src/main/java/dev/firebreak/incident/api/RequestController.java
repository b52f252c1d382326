package dev.firebreak.incident.api;

import dev.firebreak.incident.api.IncidentQueries.Found;
import dev.firebreak.incident.request.Answer;
import dev.firebreak.incident.request.RequestHandler;
import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.Assignee;
import dev.firebreak.model.incident.IncidentId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What people ask of an incident. Answers with the incident as it is then; 409 when it cannot be done any more. */
@RestController
@RequestMapping("/api/incidents/{id}")
class RequestController {
    record Noted(@Nullable String note) {}

    /** @param mail by which other tools know who is to have it; null when the name has to do */
    record Handover(
            @Nullable String to,
            @Nullable String mail,
            @Nullable String note) {}

    record Reasoned(@Nullable String reason) {}

    record Closing(@Nullable String reason) {}

    /** @param matchers null for those of the incident's trigger */
    record Silencing(
            @Nullable List<String> matchers,
            @Nullable String until,
            @Nullable String lasts,
            @Nullable String reason) {}

    record Note(@Nullable String text) {}

    record Judged(@Nullable String level, @Nullable String reason) {}

    /** What a request becomes once it is known whom it is about. */
    private interface Phrasing {
        Command.ForIncident of(EventId id, Actor actor, Instant issuedAt, IncidentId incident);
    }

    private final IncidentQueries incidents;
    private final IncidentViews views;
    private final RequestHandler requests;
    private final InstantSource clock;

    RequestController(IncidentQueries incidents, IncidentViews views, RequestHandler requests, InstantSource clock) {
        this.incidents = incidents;
        this.views = views;
        this.requests = requests;
        this.clock = clock;
    }

    @PostMapping(path = "/acknowledge")
    Mono<IncidentView> acknowledge(
            @PathVariable String id, @RequestBody(required = false) @Nullable Noted body, Authentication user) {
        @Nullable String note = Texts.optional(body == null ? null : body.note(), "/note");
        return ask(
                id,
                user,
                (event, actor, at, incident) -> new Command.AcknowledgeIncident(event, actor, at, incident, note));
    }

    /** It is that person's from now on, which says nothing about whether they have acknowledged it. */
    @PostMapping(path = "/assign", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<IncidentView> assign(@PathVariable String id, @RequestBody Handover body, Authentication user) {
        Assignee to = assignee(body);
        @Nullable String note = Texts.optional(body.note(), "/note");
        return ask(
                id,
                user,
                (event, actor, at, incident) -> new Command.AssignIncident(event, actor, at, incident, to, note));
    }

    @PostMapping(path = "/resolve")
    Mono<IncidentView> resolve(
            @PathVariable String id, @RequestBody(required = false) @Nullable Reasoned body, Authentication user) {
        @Nullable String reason = reason(body);
        return ask(
                id,
                user,
                (event, actor, at, incident) -> new Command.ResolveIncident(event, actor, at, incident, reason));
    }

    /** Nothing is left to do: what fires for the same thing later is another incident. */
    @PostMapping(path = "/close", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<IncidentView> close(@PathVariable String id, @RequestBody Closing body, Authentication user) {
        String reason = Texts.required(body.reason(), "/reason");
        return ask(
                id,
                user,
                (event, actor, at, incident) -> new Command.CloseIncident(event, actor, at, incident, reason));
    }

    /** Alerts of its trigger's name on the same service, or those that match, for a time. */
    @PostMapping(path = "/silence", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<IncidentView> silence(@PathVariable String id, @RequestBody Silencing body, Authentication user) {
        String reason = Texts.required(body.reason(), "/reason");
        Instant until =
                Span.of(null, body.until(), body.lasts(), clock.instant()).endsAt();
        return ask(
                id,
                user,
                (event, actor, at, incident) ->
                        new Command.SilenceIncident(event, actor, at, incident, body.matchers(), until, reason));
    }

    @PostMapping(path = "/reopen")
    Mono<IncidentView> reopen(
            @PathVariable String id, @RequestBody(required = false) @Nullable Reasoned body, Authentication user) {
        @Nullable String reason = reason(body);
        return ask(
                id,
                user,
                (event, actor, at, incident) -> new Command.ReopenIncident(event, actor, at, incident, reason));
    }

    @PostMapping(path = "/escalate")
    Mono<IncidentView> escalate(
            @PathVariable String id, @RequestBody(required = false) @Nullable Reasoned body, Authentication user) {
        @Nullable String reason = reason(body);
        return ask(
                id,
                user,
                (event, actor, at, incident) -> new Command.EscalateIncident(event, actor, at, incident, reason));
    }

    /** Another level of the incident's system, better or worse, from now on. */
    @PostMapping(path = "/severity", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<IncidentView> severity(@PathVariable String id, @RequestBody Judged body, Authentication user) {
        String level = Texts.required(body.level(), "/level");
        String reason = Texts.required(body.reason(), "/reason");
        return ask(
                id,
                user,
                (event, actor, at, incident) -> new Command.ChangeLevel(event, actor, at, incident, level, reason));
    }

    @PostMapping(path = "/notes", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<IncidentView> note(@PathVariable String id, @RequestBody Note body, Authentication user) {
        String text = Texts.required(body.text(), "/text");
        return ask(id, user, (event, actor, at, incident) -> new Command.AddNote(event, actor, at, incident, text));
    }

    private Mono<IncidentView> ask(String id, Authentication user, Phrasing phrasing) {
        return found(id)
                .flatMap(found -> requests.handle(phrasing.of(
                                EventId.next(),
                                Actors.of(user),
                                clock.instant(),
                                found.incident().id()))
                        .flatMap(answer -> switch (answer) {
                            case Answer.Done _, Answer.Repeated _ -> found(id);
                            case Answer.Refused refused -> Mono.error(new ConflictException(refused.reason()));
                            case Answer.UnknownIncident _ -> Mono.error(new NotFoundException("no incident " + id));
                        })
                        .flatMap(views::of));
    }

    private Mono<Found> found(String id) {
        return incidents.find(id).switchIfEmpty(Mono.error(() -> new NotFoundException("no incident " + id)));
    }

    private static Assignee assignee(Handover body) {
        String name = Texts.required(body.to(), "/to");
        @Nullable String mail = Texts.optional(body.mail(), "/mail");
        if (name.length() > Assignee.LONGEST) {
            throw new BadRequestException("longer than " + Assignee.LONGEST + " characters", "/to");
        }
        if (mail != null && (mail.length() > Assignee.LONGEST || !mail.contains("@"))) {
            throw new BadRequestException("is no e-mail address", "/mail");
        }
        return new Assignee(name, mail);
    }

    private static @Nullable String reason(@Nullable Reasoned body) {
        return Texts.optional(Optional.ofNullable(body).map(Reasoned::reason).orElse(null), "/reason");
    }
}
