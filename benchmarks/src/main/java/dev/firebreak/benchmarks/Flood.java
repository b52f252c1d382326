package dev.firebreak.benchmarks;

import dev.firebreak.benchmarks.OpenedIncident.Level;
import dev.firebreak.model.Severity;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.incident.Receiver;
import dev.firebreak.model.wire.Wire;
import dev.firebreak.model.wire.WireMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Incidents that begin evenly in a while, one in a hundred of them a P0. Open loop: each counts from when it is due. */
final class Flood implements Runnable {
    private static final Receiver CHANNEL = new Receiver.Slack("incidents", "#benchmark");
    private static final Level P0 = new Level("P0", "Down", Severity.CRITICAL);
    private static final Level P1 = new Level("P1", "High", Severity.ERROR);
    private static final Level P2 = new Level("P2", "Low", Severity.WARNING);
    private static final Level P3 = new Level("P3", "Note", Severity.INFO);

    private final FactProducer producer;
    private final List<List<WireMessage>> messages = new ArrayList<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private final Map<Long, Instant> acknowledged = new ConcurrentHashMap<>();
    private final long first;
    private final Duration between;
    private final Instant startAt;
    private volatile int sent;

    private Flood(FactProducer producer, long first, Duration between, Instant startAt) {
        this.producer = producer;
        this.first = first;
        this.between = between;
        this.startAt = startAt;
    }

    /** Of all levels, as they come in a bad hour. */
    static Flood mixed(FactProducer producer, FloodPlan plan) {
        Flood flood = new Flood(
                producer,
                1,
                plan.length().dividedBy(plan.incidents()),
                Instant.now().plusSeconds(5));
        for (int i = 0; i < plan.incidents(); i++) {
            flood.add(level(i));
        }
        return flood;
    }

    /** P0s only. */
    static Flood ofTheWorst(FactProducer producer, long first, int count, Duration between) {
        Flood flood = new Flood(producer, first, between, Instant.now());
        for (int i = 0; i < count; i++) {
            flood.add(P0);
        }
        return flood;
    }

    private static Level level(int index) {
        int of = index % 100;
        return of == 50 ? P0 : of % 10 == 1 ? P1 : of % 10 < 4 ? P2 : P3;
    }

    private void add(Level level) {
        long number = first + messages.size();
        List<IncidentFact> facts = OpenedIncident.called("order-" + number, number, level, CHANNEL);
        numbers.put(facts.getFirst().incident().id().toString(), number);
        messages.add(facts.stream().map(Wire::of).toList());
    }

    @Override
    public void run() {
        for (int i = 0; i < messages.size(); i++) {
            Instant due = dueAt(first + i);
            for (Duration wait = until(due); wait.isPositive(); wait = until(due)) {
                LockSupport.parkNanos(wait.toNanos());
            }
            long number = first + i;
            messages.get(i).forEach(message -> producer.send(message, () -> acknowledged.put(number, Instant.now())));
            sent = i + 1;
        }
        producer.flush();
    }

    private static Duration until(Instant due) {
        return Duration.between(Instant.now(), due);
    }

    Instant startAt() {
        return startAt;
    }

    Instant dueAt(long number) {
        return startAt.plus(between.multipliedBy(number - first));
    }

    /** From the moment when each was due until the broker had all its facts. */
    Percentiles untilTheBrokerHasThem() {
        return Percentiles.of(acknowledged.entrySet().stream()
                .map(one -> Duration.between(dueAt(one.getKey()), one.getValue()))
                .toList());
    }

    int sent() {
        return sent;
    }

    int size() {
        return messages.size();
    }

    /** By the incidents' ids. */
    Map<String, Long> numbers() {
        return numbers;
    }

    static boolean isWorst(long number) {
        return level((int) (number - 1)).equals(P0);
    }
}
