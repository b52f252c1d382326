package dev.firebreak.incident.console;

import dev.firebreak.incident.console.Changes.Change;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tells an open page that it is out of date, at once and then not more often than it can read. A page that takes nothing
 * costs one event in memory and is cut after a while.
 */
@Controller
class LiveController {
    private static final Duration RECONNECT = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration STALLED = Duration.ofSeconds(45);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final Changes changes;
    private final ConsoleSettings settings;

    LiveController(Changes changes, ConsoleSettings settings) {
        this.changes = changes;
        this.settings = settings;
    }

    /** @param incident only what happens to that one */
    @ResponseBody
    @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<String>> live(@RequestParam(required = false) @Nullable UUID incident) {
        Flux<ServerSentEvent<String>> news = changes.all()
                .filter(change -> incident == null || change.concerns(incident))
                .onBackpressureLatest()
                .concatMap(this::toldThenQuiet, 1);
        Flux<ServerSentEvent<String>> heartbeats = Flux.interval(Duration.ZERO, HEARTBEAT)
                .onBackpressureDrop()
                .map(_ -> ServerSentEvent.<String>builder()
                        .comment("")
                        .retry(RECONNECT)
                        .build());
        return Flux.merge(1, news, heartbeats)
                .takeUntilOther(Mono.firstWithSignal(
                        changes.all().ignoreElements().then(),
                        Mono.delay(LONGEST).then()))
                .timeout(STALLED);
    }

    private Flux<ServerSentEvent<String>> toldThenQuiet(Change change) {
        ServerSentEvent<String> event =
                ServerSentEvent.builder("").event("changed").build();
        return Flux.just(event).concatWith(Mono.delay(settings.tellEvery()).then(Mono.empty()));
    }
}
