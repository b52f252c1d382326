package dev.firebreak.ingest.publish;

import dev.firebreak.model.alert.Signal;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The accept point: what has been published is not lost any more. */
public interface SignalPublisher {
    /**
     * Completes when the broker has acknowledged all of them. Fails with {@link BrokerUnavailableException} when it did
     * not, also if it did for some (the sender repeats all, repeats are recognised later), and with
     * {@link SignalTooLargeException} when repeating is no use. Never blocks.
     */
    CompletableFuture<Void> publish(List<Signal> signals);
}
