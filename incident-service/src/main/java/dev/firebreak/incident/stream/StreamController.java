package dev.firebreak.incident.stream;

import dev.firebreak.incident.api.UnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * All that happens to incidents, as it happens. Who comes back with the newest id that it has got misses nothing; each
 * listener is sent no more than it takes, so a slow one costs no memory, and is cut when it takes nothing at all.
 */
@RestController
@RequestMapping("/api/stream")
class StreamController {
    private static final Duration RECONNECT = Duration.ofSeconds(2);

    private final Tail tail;
    private final StreamStore store;
    private final StreamSettings settings;

    StreamController(Tail tail, StreamStore store, StreamSettings settings) {
        this.tail = tail;
        this.store = store;
        this.settings = settings;
    }

    /**
     * @param system only what happens there; without it everywhere
     * @param after as {@code Last-Event-ID}, for who cannot set headers
     */
    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Object>> stream(
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String system) {
        Optional<StreamCursor> asked = Optional.ofNullable(lastEventId)
                .or(() -> Optional.ofNullable(after))
                .filter(id -> !id.isBlank())
                .map(StreamCursor::parse);
        return store.now().flatMapMany(now -> {
            if (!tail.enter()) {
                return Flux.error(new UnavailableException("too many listen already, or the service is stopping"));
            }
            return listen(asked, now, Optional.ofNullable(system)).doFinally(_ -> tail.leave());
        });
    }

    private Flux<ServerSentEvent<Object>> listen(
            Optional<StreamCursor> asked, StreamCursor now, Optional<String> system) {
        // an id from the future is of another database: what its owner has seen cannot be known
        boolean isLost = asked.filter(it -> it.compareTo(now) > 0).isPresent();
        StreamCursor start = isLost ? now : asked.orElse(now);
        Flux<Optional<StreamEntry>> heartbeats =
                Flux.interval(settings.heartbeatEvery()).onBackpressureDrop().map(_ -> Optional.empty());
        Place told = new Place(start);
        return Flux.merge(1, news(start).map(Optional::of), heartbeats)
                .<ServerSentEvent<Object>>handle((step, listener) -> step.ifPresentOrElse(
                        entry -> {
                            told.set(entry.cursor());
                            if (system.isEmpty()
                                    || system.get()
                                            .equals(entry.data().incident().system())) {
                                listener.next(event(entry));
                            }
                        },
                        () -> listener.next(heartbeat(told.get()))))
                .startWith(isLost ? reset(start) : heartbeat(start))
                .takeUntilOther(Mono.firstWithSignal(tail.stopped(), Mono.delay(settings.longest())))
                .timeout(settings.stalledAfter());
    }

    /** Everything after that place, page by page, the next one fetched when it is asked for. */
    private Flux<StreamEntry> news(StreamCursor start) {
        Place fetched = new Place(start);
        return Mono.defer(() -> tail.after(fetched.get()))
                .filter(page -> !page.isEmpty())
                .doOnNext(page -> fetched.set(page.getLast().cursor()))
                .repeatWhen(rounds ->
                        rounds.concatMap(pages -> pages > 0 ? Mono.just(0L) : Mono.delay(settings.lookEvery()), 1))
                .concatMapIterable(page -> page, 1);
    }

    private static ServerSentEvent<Object> event(StreamEntry entry) {
        return ServerSentEvent.<Object>builder(entry.data())
                .id(entry.cursor().toString())
                .event(entry.type())
                .build();
    }

    /** No event for browsers, but they remember its id: it stands for entries that were not for this listener. */
    private static ServerSentEvent<Object> heartbeat(StreamCursor place) {
        return ServerSentEvent.<Object>builder()
                .id(place.toString())
                .retry(RECONNECT)
                .comment("")
                .build();
    }

    private static ServerSentEvent<Object> reset(StreamCursor place) {
        return ServerSentEvent.<Object>builder(Map.of(
                        "reason", "the id is not known here: read again what you show, then go on from this one"))
                .id(place.toString())
                .event("reset")
                .retry(RECONNECT)
                .build();
    }

    /** How far one listener is; steps of its stream may run on different threads, one after the other. */
    private static final class Place {
        private volatile StreamCursor cursor;

        Place(StreamCursor cursor) {
            this.cursor = cursor;
        }

        StreamCursor get() {
            return cursor;
        }

        void set(StreamCursor next) {
            cursor = next;
        }
    }
}
