package dev.firebreak.ingest.publish;

import dev.firebreak.model.alert.Signal;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The accept point: what has been published is not lost any more. */
public interface SignalPublisher {
    /**
     * Completes when all of them are durable: acknowledged by the broker, or committed to the database while it is away.
     * Fails with {@link NotStoredException} when that is not so, also if it is for some (the sender repeats all, repeats
     * are recognised later), and with {@link SignalTooLargeException} when repeating is no use. Never blocks.
     */
    CompletableFuture<Void> publish(List<Signal> signals);
}
