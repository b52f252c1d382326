package dev.firebreak.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.embedded.SharedInfrastructure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Overload: far more than it can take, from a noisy source, beside a quiet one. */
class OverloadIT {
    private static final Logger log = LoggerFactory.getLogger(OverloadIT.class);
    /** As many as are worked on at once: nobody waits for long, and the server has always something to do. */
    private static final int FITTING = 64;
    /** More than it can work off within its patience, so that some are refused all the time. */
    private static final int FAR_TOO_MANY = 1000;

    private static final long WARM_UP_SECONDS = 4;
    private static final long SECONDS = 6;

    private final AtomicLong names = new AtomicLong();

    private record Sample(int status, boolean hasRetryAfter, long nanos) {}

    @Test
    void goesOnTakingAlertsAndRefusesTheRestPolitely() throws InterruptedException {
        try (IngestServer server = IngestServer.start(
                SharedInfrastructure.kafka().bootstrapServers(),
                "FIREBREAK_INGEST_MAX_REQUESTS_IN_FLIGHT=" + FITTING,
                "FIREBREAK_INGEST_PATIENCE=50ms",
                "FIREBREAK_INGEST_RATE=1000000")) {
            server.awaitReady();
            int port = server.uri("/").getPort();
            run(port, FITTING, WARM_UP_SECONDS);
            // Before and after, since the machine may do other work at one of these times.
            long capacity = accepted(run(port, FITTING, SECONDS / 2)).size();
            Queue<Sample> quiet = new ConcurrentLinkedQueue<>();
            Thread quietOne = Thread.startVirtualThread(() -> send(port, SECONDS, this::quietRequest, quiet));
            List<Sample> overload = run(port, FAR_TOO_MANY, SECONDS);
            quietOne.join();
            capacity += accepted(run(port, FITTING, SECONDS / 2)).size();

            List<Sample> good = accepted(overload);
            Map<Integer, Integer> answers = new TreeMap<>();
            overload.forEach(sample -> answers.merge(sample.status(), 1, Integer::sum));
            log.info(
                    "E1: {} connections: {} accepted/s; {} connections: {} accepted/s ({} %), p99 of accepted {} ms, answers {}; "
                            + "a quiet source meanwhile: {} of {} accepted, p99 {} ms",
                    FITTING,
                    capacity / SECONDS,
                    FAR_TOO_MANY,
                    good.size() / SECONDS,
                    100L * good.size() / capacity,
                    percentile(good) / 1_000_000,
                    answers,
                    accepted(quiet).size(),
                    quiet.size(),
                    percentile(accepted(quiet)) / 1_000_000);

            assertThat(answers).containsOnlyKeys(202, 503);
            assertThat(overload).filteredOn(sample -> sample.status() != 202).allMatch(Sample::hasRetryAfter);
            assertThat((double) good.size() / capacity).isGreaterThan(0.5);
            assertThat(accepted(quiet)).hasSizeGreaterThan(quiet.size() * 9 / 10);
        }
    }

    private List<Sample> run(int port, int connections, long seconds) throws InterruptedException {
        Queue<Sample> samples = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            threads.add(Thread.startVirtualThread(() -> send(port, seconds, this::request, samples)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return List.copyOf(samples);
    }

    /** A connection that sends again as soon as it has its answer, also when it was told to wait. */
    private static void send(int port, long seconds, Supplier<byte[]> requests, Queue<Sample> samples) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        try (RawConnection connection = new RawConnection(port)) {
            while (System.nanoTime() < until) {
                byte[] request = requests.get();
                long since = System.nanoTime();
                RawConnection.Answer answer = connection.send(request);
                samples.add(new Sample(answer.status(), answer.hasRetryAfter(), System.nanoTime() - since));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] request() {
        return RawConnection.post(
                "/webhooks/prometheus",
                Samples.alertmanager("Load" + names.incrementAndGet(), "checkout", "firing")
                        .getBytes(StandardCharsets.UTF_8),
                Map.of("Content-Type", "application/json", "Authorization", "Bearer " + IngestServer.TOKEN));
    }

    private byte[] quietRequest() {
        return RawConnection.post(
                "/webhooks/events",
                ("{\"name\":\"Quiet" + names.incrementAndGet() + "\",\"status\":\"firing\",\"service\":\"worker\"}")
                        .getBytes(StandardCharsets.UTF_8),
                Map.of("Content-Type", "application/json", "Authorization", "Bearer " + IngestServer.EVENTS_TOKEN));
    }

    private static List<Sample> accepted(Collection<Sample> samples) {
        return samples.stream().filter(sample -> sample.status() == 202).toList();
    }

    private static long percentile(List<Sample> samples) {
        List<Long> sorted = samples.stream().map(Sample::nanos).sorted().toList();
        return sorted.get((int) (sorted.size() * 0.99));
    }
}
