package dev.firebreak.ingest.spill;

import dev.firebreak.ingest.publish.Broker;
import dev.firebreak.ingest.publish.NotStoredException;
import dev.firebreak.ingest.publish.Receipt;
import dev.firebreak.ingest.publish.SignalPublisher;
import dev.firebreak.ingest.publish.SignalTooLargeException;
import dev.firebreak.model.alert.Signal;
import dev.firebreak.model.wire.Wire;
import dev.firebreak.model.wire.WireMessage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * To Kafka, else into the table, else nowhere. What has to line up behind waiting messages of its key tries them the
 * other way round: order gives way before an alert is refused.
 */
final class SpillingPublisher implements SignalPublisher {
    private final Broker broker;
    private final SpillQueue spill;
    private final SpillSettings settings;

    SpillingPublisher(Broker broker, SpillQueue spill, SpillSettings settings) {
        this.broker = broker;
        this.spill = spill;
        this.settings = settings;
    }

    @Override
    public CompletableFuture<Void> publish(List<Signal> signals) {
        List<WireMessage> messages = signals.stream().map(Wire::of).toList();
        if (messages.stream().allMatch(broker::takes)) {
            return store(messages);
        }
        return store(messages.stream().filter(broker::takes).toList())
                .thenCompose(_ -> CompletableFuture.failedFuture(new SignalTooLargeException()));
    }

    private CompletableFuture<Void> store(List<WireMessage> messages) {
        if (spill.isHolding()) {
            CompletableFuture<Void> behind = spill.addIfBehind(messages);
            if (behind != null) {
                return inTime(behind).exceptionallyCompose(_ -> overtaking(messages));
            }
        }
        return broker.send(messages)
                .thenCompose(receipt ->
                        receipt.unacknowledged().isEmpty() ? end(receipt) : inTime(spill.spillRest(receipt)));
    }

    private CompletableFuture<Void> overtaking(List<WireMessage> messages) {
        return broker.send(messages).thenCompose(SpillingPublisher::end);
    }

    private static CompletableFuture<Void> end(Receipt receipt) {
        if (!receipt.unacknowledged().isEmpty()) {
            return CompletableFuture.failedFuture(
                    new NotStoredException("neither the broker nor the database took it"));
        }
        return receipt.tooLarge().isEmpty()
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.failedFuture(new SignalTooLargeException());
    }

    /** The commit goes on when nobody waits for it any more: the sender's repeat is recognised later. */
    private CompletableFuture<Void> inTime(CompletableFuture<Void> stored) {
        return stored.copy()
                .orTimeout(settings.answerWithin().toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        failure instanceof TimeoutException
                                ? new NotStoredException("the database did not commit in time")
                                : failure));
    }
}
