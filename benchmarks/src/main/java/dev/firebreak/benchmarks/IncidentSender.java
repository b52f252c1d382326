package dev.firebreak.benchmarks;

import dev.firebreak.model.wire.Wire;
import dev.firebreak.model.wire.WireMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Hands incidents in on the topic and waits for the calls of their remediations. */
final class IncidentSender implements AutoCloseable {
    /** @param lasted from the first record to the last call */
    record Sent(List<Duration> times, int missing, Duration lasted) {}

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final FactProducer facts;
    private final CallTarget target;

    IncidentSender(RemediationInstance instance) {
        target = instance.target();
        facts = new FactProducer(instance.addresses().getProperty("FIREBREAK_KAFKA"));
    }

    /** @param perSecond 0: all at once */
    Sent send(String run, int count, int perSecond) throws InterruptedException {
        List<WireMessage> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            messages.add(Wire.of(OpenedIncident.of(run + "-" + i)));
        }
        long between = perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond;
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = start + i * between;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            facts.send(messages.get(i));
        }
        facts.flush();
        long end = System.nanoTime() + PATIENCE.toNanos();
        Sent sent = sent(run, count, start, between);
        while (System.nanoTime() < end && sent.missing > 0) { // not in the order in which they were sent
            TimeUnit.MILLISECONDS.sleep(50);
            sent = sent(run, count, start, between);
        }
        return sent;
    }

    private Sent sent(String run, int count, long start, long between) {
        List<Duration> times = new ArrayList<>();
        long last = start;
        for (int i = 0; i < count; i++) {
            Long call = target.calls().get(run + "-" + i);
            if (call != null) {
                times.add(Duration.ofNanos(call - start - i * between));
                last = Math.max(last, call);
            }
        }
        return new Sent(times, count - times.size(), Duration.ofNanos(last - start));
    }

    @Override
    public void close() {
        facts.close();
    }
}
