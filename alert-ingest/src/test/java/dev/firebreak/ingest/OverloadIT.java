package dev.firebreak.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.embedded.SharedInfrastructure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Overload: far more than it can take, from a noisy source, beside a quiet one. */
class OverloadIT {
    private static final Logger log = LoggerFactory.getLogger(OverloadIT.class);
    private static final int FITTING = 16;
    private static final int FAR_TOO_MANY = 400;
    private static final long WARM_UP_SECONDS = 4;
    private static final long SECONDS = 6;

    private final AtomicLong names = new AtomicLong();

    private record Sample(int status, boolean hasRetryAfter, long nanos) {}

    @Test
    void goesOnTakingAlertsAndRefusesTheRestPolitely() throws InterruptedException {
        try (IngestServer server = IngestServer.start(
                SharedInfrastructure.kafka().bootstrapServers(),
                "FIREBREAK_INGEST_MAX_REQUESTS_IN_FLIGHT=64",
                "FIREBREAK_INGEST_PATIENCE=100ms")) {
            server.awaitReady();
            int port = server.uri("/").getPort();
            run(port, FITTING, WARM_UP_SECONDS);
            // Before and after, since the machine may do other work at one of these times.
            long capacity = accepted(run(port, FITTING, SECONDS / 2)).size();
            List<Sample> overload = run(port, FAR_TOO_MANY, SECONDS);
            capacity += accepted(run(port, FITTING, SECONDS / 2)).size();

            List<Sample> good = accepted(overload);
            Map<Integer, Integer> answers = new TreeMap<>();
            overload.forEach(sample -> answers.merge(sample.status(), 1, Integer::sum));
            log.info(
                    "E1: {} connections: {} accepted/s; {} connections: {} accepted/s ({} %), p99 of accepted {} ms, answers {}",
                    FITTING,
                    capacity / SECONDS,
                    FAR_TOO_MANY,
                    good.size() / SECONDS,
                    100L * good.size() / capacity,
                    percentile(good) / 1_000_000,
                    answers);

            assertThat(answers.keySet()).isSubsetOf(202, 429, 503);
            assertThat(overload).filteredOn(sample -> sample.status() != 202).allMatch(Sample::hasRetryAfter);
            assertThat((double) good.size() / capacity).isGreaterThan(0.5);
        }
    }

    /** Each connection sends again as soon as it has its answer, also when it was told to wait. */
    private List<Sample> run(int port, int connections, long seconds) throws InterruptedException {
        ConcurrentLinkedQueue<Sample> samples = new ConcurrentLinkedQueue<>();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            threads.add(Thread.startVirtualThread(() -> {
                try (RawConnection connection = new RawConnection(port)) {
                    while (System.nanoTime() < until) {
                        byte[] request = request();
                        long since = System.nanoTime();
                        RawConnection.Answer answer = connection.send(request);
                        samples.add(new Sample(answer.status(), answer.hasRetryAfter(), System.nanoTime() - since));
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return List.copyOf(samples);
    }

    private byte[] request() {
        return RawConnection.post(
                "/webhooks/prometheus",
                Samples.alertmanager("Load" + names.incrementAndGet(), "checkout", "firing")
                        .getBytes(StandardCharsets.UTF_8),
                Map.of("Content-Type", "application/json", "Authorization", "Bearer " + IngestServer.TOKEN));
    }

    private static List<Sample> accepted(List<Sample> samples) {
        return samples.stream().filter(sample -> sample.status() == 202).toList();
    }

    private static long percentile(List<Sample> samples) {
        List<Long> sorted = samples.stream().map(Sample::nanos).sorted().toList();
        return sorted.get((int) (sorted.size() * 0.99));
    }
}
