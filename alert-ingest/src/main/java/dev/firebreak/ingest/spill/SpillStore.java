package dev.firebreak.ingest.spill;

import dev.firebreak.model.wire.WireMessage;
import java.util.List;
import reactor.core.publisher.Mono;

/** Where messages wait for Kafka. */
interface SpillStore {
    /** Whether there is any use in trying. */
    boolean isReady();

    /** Completes when all of them are durable; fails when none is. In this order for whoever drains them. */
    Mono<Void> insert(List<WireMessage> messages);
}
