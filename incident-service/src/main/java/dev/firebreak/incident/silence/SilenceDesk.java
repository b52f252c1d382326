package dev.firebreak.incident.silence;

import dev.firebreak.incident.hold.KnownNow;
import dev.firebreak.model.Actor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes and ends silences, and knows those that last without asking the database for each alert. */
@Component
public class SilenceDesk {
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

    /** Ends it now; empty when there is none. One that has ended stays as it is. */
    Mono<Silence> end(UUID id, Actor by) {
        return store.find(id)
                .flatMap(found ->
                        store.end(id, by, clock.instant()).then(known.refresh()).then(store.find(id)));
    }
}
