package dev.firebreak.ingest.publish;

import dev.firebreak.model.wire.WireMessage;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Kafka, for messages that go elsewhere when it does not acknowledge them. */
public interface Broker {
    /**
     * Completes, never exceptionally, within the delivery time-out, and at once while Kafka is known to be away. Never
     * blocks. Messages of one key keep the order of the calls.
     */
    CompletableFuture<Receipt> send(List<WireMessage> messages);

    /** False for a message that it would refuse again and again. */
    boolean takes(WireMessage message);

    /** Whether it answered when it was last asked, beside the requests. */
    boolean isUp();
}
