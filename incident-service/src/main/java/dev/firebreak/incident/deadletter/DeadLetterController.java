package dev.firebreak.incident.deadletter;

import dev.firebreak.incident.api.Actors;
import dev.firebreak.incident.api.NotFoundException;
import dev.firebreak.incident.api.Page;
import dev.firebreak.incident.api.Texts;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What could not be handled: look at it, send it again, or give it up. */
@RestController
@RequestMapping("/api/dead-letters")
public class DeadLetterController {
    record ReplayBody(@Nullable String reason) {}

    record DiscardBody(@Nullable String reason) {}

    /** @param all must be true when neither topic nor cause narrows it down */
    record ManyBody(
            @Nullable String topic,
            @Nullable String cause,
            @Nullable Boolean all,
            @Nullable String reason) {}

    /** @param letters how many it was done to */
    record Done(long letters) {}

    private final DeadLetterStore letters;
    private final DeadLetterOffice office;

    DeadLetterController(DeadLetterStore letters, DeadLetterOffice office) {
        this.letters = letters;
        this.office = office;
    }

    @GetMapping
    public Mono<Page<KeptLetter>> list(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String topic,
            @RequestParam(required = false) @Nullable String cause,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit) {
        LetterQuery wanted = LetterQuery.of(state, topic, cause, cursor, limit);
        return letters.list(wanted.filter(), wanted.before(), wanted.limit() + 1)
                .map(found -> Page.of(found, wanted.limit(), last -> Long.toString(last.number())));
    }

    @GetMapping("/{id}")
    public Mono<LetterView> show(@PathVariable UUID id) {
        return letters.find(id)
                .zipWhen(_ -> letters.original(id))
                .flatMap(found -> letters.acts(id)
                        .collectList()
                        .zipWith(letters.returns(id).collectList())
                        .map(more -> LetterView.of(found.getT1(), found.getT2(), more.getT1(), more.getT2())))
                .switchIfEmpty(Mono.error(() -> new NotFoundException("no dead letter " + id)));
    }

    /** Answers when the broker has it. */
    @PostMapping("/{id}/replay")
    Mono<LetterView> replay(
            @PathVariable UUID id, @RequestBody(required = false) @Nullable ReplayBody body, Authentication user) {
        @Nullable String reason = Texts.optional(body == null ? null : body.reason(), "/reason");
        return show(id).flatMap(found -> found.mustBeKept(id))
                .then(office.replay(id, Actors.of(user), reason))
                .then(show(id));
    }

    @PostMapping(path = "/{id}/discard", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<LetterView> discard(@PathVariable UUID id, @RequestBody DiscardBody body, Authentication user) {
        String reason = Texts.required(body.reason(), "/reason");
        return show(id).flatMap(found -> found.mustBeKept(id))
                .then(office.discard(id, Actors.of(user), reason))
                .then(show(id));
    }

    @PostMapping(path = "/replay", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Done> replayMany(@RequestBody ManyBody body, Authentication user) {
        LetterFilter filter = LetterQuery.of(body);
        @Nullable String reason = Texts.optional(body.reason(), "/reason");
        return office.replayAll(filter, Actors.of(user), reason).map(Done::new);
    }

    @PostMapping(path = "/discard", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Done> discardMany(@RequestBody ManyBody body, Authentication user) {
        LetterFilter filter = LetterQuery.of(body);
        String reason = Texts.required(body.reason(), "/reason");
        return office.discardAll(filter, Actors.of(user), reason).map(Done::new);
    }
}
