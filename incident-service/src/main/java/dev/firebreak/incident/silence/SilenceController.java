package dev.firebreak.incident.silence;

import dev.firebreak.incident.api.Actors;
import dev.firebreak.incident.api.BadRequestException;
import dev.firebreak.incident.api.NotFoundException;
import dev.firebreak.incident.api.Page;
import dev.firebreak.incident.api.Span;
import dev.firebreak.incident.api.Texts;
import dev.firebreak.incident.hold.Matcher;
import dev.firebreak.model.Ids;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What is not to be heard of: who said so, why, and until when. */
@RestController
@RequestMapping("/api/silences")
class SilenceController {
    private static final int SHOWN = 200;

    /** @param matchers all must match, such as {@code service=web} */
    record SilenceBody(
            @Nullable List<@Nullable String> matchers,
            @Nullable String reason,
            @Nullable String startsAt,
            @Nullable String until,
            @Nullable String lasts) {}

    private final SilenceDesk desk;
    private final SilenceStore silences;
    private final InstantSource clock;

    SilenceController(SilenceDesk desk, SilenceStore silences, InstantSource clock) {
        this.desk = desk;
        this.silences = silences;
        this.clock = clock;
    }

    /** The newest, those that ended among them. */
    @GetMapping
    Mono<Page<SilenceView>> list() {
        Instant now = clock.instant();
        return silences.newest(SHOWN)
                .map(silence -> SilenceView.of(silence, now))
                .collectList()
                .map(items -> new Page<>(items, null));
    }

    @GetMapping("/{id}")
    Mono<SilenceView> show(@PathVariable UUID id) {
        return view(silences.find(id), id);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Mono<SilenceView> create(@RequestBody SilenceBody body, Authentication user) {
        Instant now = clock.instant();
        List<Matcher> matchers = matchers(body.matchers());
        String reason = Texts.required(body.reason(), "/reason");
        Span span = Span.of(body.startsAt(), body.until(), body.lasts(), now);
        Silence silence =
                new Silence(Ids.next(), matchers, reason, Actors.of(user), now, span.startsAt(), span.endsAt(), null);
        return desk.add(silence).map(added -> SilenceView.of(added, now));
    }

    /** Ends it now: what still fires is handled as new. */
    @PostMapping("/{id}/expire")
    Mono<SilenceView> expire(@PathVariable UUID id, Authentication user) {
        return view(desk.end(id, Actors.of(user)), id);
    }

    private Mono<SilenceView> view(Mono<Silence> found, UUID id) {
        return found.map(silence -> SilenceView.of(silence, clock.instant()))
                .switchIfEmpty(Mono.error(() -> new NotFoundException("no silence " + id)));
    }

    private static List<Matcher> matchers(@Nullable List<@Nullable String> written) {
        List<String> texts = new ArrayList<>();
        for (@Nullable String each : Objects.requireNonNullElse(written, List.<@Nullable String>of())) {
            texts.add(Texts.required(each, "/matchers/" + texts.size()));
        }
        Matcher.against(texts).ifPresent(problem -> {
            throw new BadRequestException(
                    problem.text() + " " + problem.why(),
                    problem.index() < 0 ? "/matchers" : "/matchers/" + problem.index());
        });
        return texts.stream().map(Matcher::parse).toList();
    }
}
