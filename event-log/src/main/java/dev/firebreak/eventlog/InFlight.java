package dev.firebreak.eventlog;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;

/** What the relay handed to the producer and did not mark yet, in order. Used by one thread. */
final class InFlight {
    private record Sent(OutboxRow row, Future<RecordMetadata> answer, long at) {}

    private final Deque<Sent> sent = new ArrayDeque<>();
    private final Producer<byte[], byte[]> producer;
    private final Runnable whenAnswered;

    /** @param whenAnswered cheap, from any thread */
    InFlight(Producer<byte[], byte[]> producer, Runnable whenAnswered) {
        this.producer = producer;
        this.whenAnswered = whenAnswered;
    }

    void send(List<OutboxRow> rows) {
        for (OutboxRow row : rows) {
            sent.add(new Sent(row, producer.send(row.toRecord(), (_, _) -> whenAnswered.run()), System.nanoTime()));
        }
    }

    /**
     * Those that the broker has, up to the first that it does not have: what lies behind that is published again, in
     * order, should this relay end, and readers drop the repeats.
     */
    List<OutboxRow> takeAcknowledged() {
        List<OutboxRow> acknowledged = new ArrayList<>();
        while (!sent.isEmpty() && sent.getFirst().answer().state() == Future.State.SUCCESS) {
            acknowledged.add(sent.removeFirst().row());
        }
        return acknowledged;
    }

    /** Waits for the broker no longer than that; what is acknowledged by then is there to be taken. */
    void awaitAnswers(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        try {
            for (Sent each : sent) {
                each.answer().get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            }
        } catch (TimeoutException | ExecutionException e) {
            // the rest comes again
        }
    }

    /** @throws UnacknowledgedException when the broker refused the oldest, or did not answer for so long */
    void check(Duration patience) {
        if (sent.isEmpty()) {
            return;
        }
        Sent oldest = sent.getFirst();
        if (oldest.answer().state() == Future.State.FAILED) {
            throw new UnacknowledgedException(
                    "the broker refused an event", oldest.answer().exceptionNow());
        }
        if (System.nanoTime() - oldest.at() > patience.toNanos()) {
            throw new UnacknowledgedException("the broker acknowledged nothing for " + patience, null);
        }
    }

    Stream<OutboxRow> rows() {
        return sent.stream().map(Sent::row);
    }

    int size() {
        return sent.size();
    }
}
