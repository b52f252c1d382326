package dev.firebreak.incident.silence;

import dev.firebreak.incident.hold.KnownNow;
import dev.firebreak.incident.hold.Matcher;
import dev.firebreak.incident.request.Silencer;
import dev.firebreak.model.Actor;
import dev.firebreak.model.incident.IncidentEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes and ends silences, and knows those that last without asking the database for each alert. */
@Component
public class SilenceDesk implements Silencer {
    private static final Logger LOG = LoggerFactory.getLogger(SilenceDesk.class);

    private final SilenceStore store;
    private final InstantSource clock;
    private final KnownNow<Silences> known;

    SilenceDesk(SilenceStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
        this.known = new KnownNow<>(
                Mono.defer(() -> store.lasting(clock.instant()).collectList().map(Silences::new)), clock);
    }

    public Mono<Silences> current() {
        return known.get();
    }

    Mono<Void> lookAgain() {
        return known.refresh();
    }

    Mono<Silence> add(Silence silence) {
        return store.add(silence)
                .then(known.refresh())
                .doOnSuccess(_ -> LOG.atInfo()
                        .addKeyValue("silence", silence.id())
                        .addKeyValue("by", silence.createdBy().id())
                        .addKeyValue("lasts", Duration.between(silence.startsAt(), silence.endsAt()))
                        .log("silenced: {}", silence.matchers()))
                .thenReturn(silence);
    }

    /** Counts within a second, as that of another instance does. */
    @Override
    public Mono<Void> silence(IncidentEvent.Silenced wish, Actor by, Instant now) {
        List<Matcher> matchers = wish.matchers().stream().map(Matcher::parse).toList();
        return store.add(new Silence(wish.silence(), matchers, wish.reason(), by, now, now, wish.until(), null));
    }

    /** Ends it now; empty when there is none. One that has ended stays as it is. */
    Mono<Silence> end(UUID id, Actor by) {
        return store.find(id)
                .flatMap(found ->
                        store.end(id, by, clock.instant()).then(known.refresh()).then(store.find(id)));
    }
}
