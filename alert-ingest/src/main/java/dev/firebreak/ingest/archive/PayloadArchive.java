package dev.firebreak.ingest.archive;

import dev.firebreak.ingest.source.Delivery;
import dev.firebreak.model.alert.Signal;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Takes bodies in passing and writes them later, on a thread of its own. A request only puts its body into a queue;
 * when that is full, the body is not kept, and counted. So many a second are written that a storm costs little.
 */
public final class PayloadArchive implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PayloadArchive.class);
    // More would only wait: so many a second are written and no more.
    private static final int SECONDS_QUEUED = 10;
    private static final long PRUNE_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final PayloadStore store;
    private final ArchiveSettings settings;
    private final InstantSource clock;
    private final MeterRegistry registry;
    private final long maxQueued;
    private final Queue<Kept> queue = new ConcurrentLinkedQueue<>();
    private final AtomicLong queuedBytes = new AtomicLong();
    private final AtomicInteger queued = new AtomicInteger();
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("payload-archive").factory());
    private long prunedAt = System.nanoTime() - PRUNE_EVERY_NANOS; // only the writer's

    PayloadArchive(PayloadStore store, ArchiveSettings settings, InstantSource clock, MeterRegistry registry) {
        this.store = store;
        this.settings = settings;
        this.maxQueued = settings.maxQueued(Runtime.getRuntime().maxMemory());
        this.clock = clock;
        this.registry = registry;
    }

    void start() {
        if (settings.isOn()) {
            later();
        }
    }

    /** Never blocks, never fails. */
    public void keep(String source, Delivery delivery, List<Signal> signals) {
        int size = delivery.body().length;
        if (!settings.isOn()) {
            return;
        }
        if (size > settings.maxBody().toBytes()) {
            dropped("too_large", 1);
        } else if (queuedBytes.get() + size > maxQueued || queued.get() >= SECONDS_QUEUED * settings.perSecond()) {
            dropped("queue_full", 1);
        } else {
            queuedBytes.addAndGet(size);
            queued.incrementAndGet();
            queue.add(Kept.of(
                    source, delivery, signals.stream().map(Signal::deliveryKey).toList()));
        }
    }

    private void write() {
        if (!store.isReady()) {
            later();
            return;
        }
        List<Kept> batch = new ArrayList<>();
        long bytes = 0;
        while (batch.size() < settings.perSecond()
                && bytes < settings.bytesPerSecond().toBytes()
                && queue.peek() != null) {
            Kept next = queue.remove();
            bytes += next.size();
            queuedBytes.addAndGet(-next.size());
            queued.decrementAndGet();
            batch.add(next);
        }
        Mono<Void> insert = batch.isEmpty() ? Mono.empty() : store.insert(batch);
        insert.then(prune()).subscribe(_ -> {}, failure -> failed(batch, failure), () -> {
            registry.counter("ingest.archive.kept").increment(batch.size());
            later();
        });
    }

    private Mono<Void> prune() {
        return Mono.defer(() -> {
            if (System.nanoTime() - prunedAt < PRUNE_EVERY_NANOS) {
                return Mono.empty();
            }
            prunedAt = System.nanoTime();
            return store.prune(
                            clock.instant().minus(settings.keptFor()),
                            settings.maxRows(),
                            settings.maxBytes().toBytes())
                    .then();
        });
    }

    private void failed(List<Kept> batch, Throwable failure) {
        dropped("database", batch.size());
        log.debug("payloads not kept", failure);
        later();
    }

    private void dropped(String reason, int bodies) {
        registry.counter("ingest.archive.dropped", "reason", reason).increment(bodies);
    }

    private void later() {
        try {
            var _ = writer.schedule(this::write, 1, TimeUnit.SECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("closed");
        }
    }

    @Override
    public void close() {
        writer.shutdownNow();
    }
}
