package dev.firebreak.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.embedded.SharedInfrastructure;
import dev.firebreak.model.Secret;
import dev.firebreak.model.alert.Signal;
import dev.firebreak.model.wire.HexHmac;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Strangers, repeats, and secrets that change under load. */
class ForgeryIT {
    private static final Logger log = LoggerFactory.getLogger(ForgeryIT.class);
    private static final String KAFKA = SharedInfrastructure.kafka().bootstrapServers();
    private static final long SEED = 20260203;
    private static final int FORGED = 10_000;
    private static final int REPLAYED = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    void noForgedRequestGetsPastTheEdge() throws IOException {
        Random random = new Random(SEED);
        int refused = 0;
        try (IngestServer server = IngestServer.start(KAFKA)) {
            server.awaitReady();
            try (AlertsTopic topic = AlertsTopic.fromNow(KAFKA);
                    RawConnection connection = new RawConnection(server.uri("/").getPort())) {
                for (int i = 0; i < FORGED; i++) {
                    refused += connection.send(forged(i, random)).status() == 401 ? 1 : 0;
                }
                assertThat(topic.records()).isEmpty();
            }
        }
        log.info("D1: seed {}, {} forged, {} refused, 0 on the topic", SEED, FORGED, refused);
        assertThat(refused).isEqualTo(FORGED);
    }

    @Test
    void repeatsNowAndAfterARestartAreTheSameDeliveries() throws IOException {
        List<byte[]> requests = new ArrayList<>();
        for (int i = 0; i < REPLAYED; i++) {
            requests.add(prometheus(Samples.alertmanager("Replayed" + i, "replay", "firing"), IngestServer.TOKEN));
        }
        List<Signal> signals;
        try (AlertsTopic topic = topic()) {
            replay(requests, 2);
            replay(requests, 1);
            signals = topic.signals();
        }
        long distinct = signals.stream().map(Signal::deliveryKey).distinct().count();
        log.info(
                "D2: {} requests sent three times, once after a restart: {} records, {} deliveries",
                REPLAYED,
                signals.size(),
                distinct);
        assertThat(distinct).isEqualTo(REPLAYED);
        assertThat(signals).hasSizeLessThanOrEqualTo(2 * REPLAYED);
    }

    @Test
    void noValidRequestIsRefusedWhileTheSecretChanges() throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("sentry"), "secret-0");
        AtomicInteger senders = new AtomicInteger();
        AtomicBoolean goesOn = new AtomicBoolean(true);
        AtomicInteger accepted = new AtomicInteger();
        Queue<String> refused = new ConcurrentLinkedQueue<>();
        try (IngestServer server =
                IngestServer.start(KAFKA, "FIREBREAK_SENTRY_SECRETS=", "FIREBREAK_SENTRY_SECRETS_FILE=" + file)) {
            server.awaitReady();
            int port = server.uri("/").getPort();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                int sender = i;
                threads.add(Thread.startVirtualThread(() -> send(port, sender, senders, goesOn, accepted, refused)));
            }
            for (int i = 1; i <= 20; i++) {
                int enough = accepted.get() + 50;
                replace(file, "secret-" + (i - 1) + "\nsecret-" + i);
                senders.set(i);
                Awaitility.await().atMost(PATIENCE).until(() -> accepted.get() > enough || !refused.isEmpty());
                replace(file, "secret-" + i);
            }
            goesOn.set(false);
            for (Thread thread : threads) {
                thread.join();
            }
            RawConnection.Answer old;
            try (RawConnection connection = new RawConnection(port)) {
                old = connection.send(sentry("old", "secret-0"));
            }
            assertThat(old.status()).isEqualTo(401);
        }
        log.info("D3: 20 rotations, {} valid accepted, {} refused", accepted, refused.size());
        assertThat(refused).isEmpty();
    }

    private static void send(
            int port,
            int sender,
            AtomicInteger secret,
            AtomicBoolean goesOn,
            AtomicInteger accepted,
            Queue<String> refused) {
        try (RawConnection connection = new RawConnection(port)) {
            for (int i = 0; goesOn.get(); i++) {
                int before = secret.get();
                RawConnection.Answer answer = connection.send(sentry(sender + "-" + i, "secret-" + before));
                if (answer.status() == 202) {
                    accepted.incrementAndGet();
                } else if (before == secret.get()) { // else it was taken out while this was on its way
                    refused.add(answer.status() + " " + answer.body());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void replace(Path file, String content) throws IOException {
        Path next = Files.writeString(folder.resolve("next"), content);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static AlertsTopic topic() {
        try (IngestServer server = IngestServer.start(KAFKA)) {
            server.awaitReady(); // makes the topic
        }
        return AlertsTopic.fromNow(KAFKA);
    }

    private static void replay(List<byte[]> requests, int times) throws IOException {
        try (IngestServer server = IngestServer.start(KAFKA)) {
            server.awaitReady();
            try (RawConnection connection = new RawConnection(server.uri("/").getPort())) {
                for (int i = 0; i < times; i++) {
                    for (byte[] request : requests) {
                        assertThat(connection.send(request).status()).isEqualTo(202);
                    }
                }
            }
        }
    }

    private static byte[] forged(int i, Random random) {
        String guess = Long.toHexString(random.nextLong());
        byte[] vercel = bytes(Samples.vercelDeployment("deployment.error", "\"production\""));
        return switch (i % 4) {
            case 0 -> prometheus(Samples.alertmanager("Forged", "checkout", "firing"), guess);
            case 1 -> sentry("forged", guess);
            case 2 ->
                RawConnection.post(
                        "/webhooks/vercel",
                        vercel,
                        Map.of(
                                "Content-Type",
                                "application/json",
                                "x-vercel-signature",
                                new HexHmac(HexHmac.SHA1, new Secret(guess)).sign(vercel)));
            default -> // signed well, and then changed
                RawConnection.post(
                        "/webhooks/vercel",
                        vercel,
                        Map.of(
                                "Content-Type",
                                "application/json",
                                "x-vercel-signature",
                                new HexHmac(HexHmac.SHA1, new Secret(IngestServer.VERCEL_SECRET))
                                        .sign(vercel, bytes(" "))));
        };
    }

    private static byte[] prometheus(String body, String token) {
        return RawConnection.post(
                "/webhooks/prometheus",
                bytes(body),
                Map.of("Content-Type", "application/json", "Authorization", "Bearer " + token));
    }

    private static byte[] sentry(String event, String secret) {
        byte[] body =
                bytes(Samples.sentryEventAlert("7").replace("e4874d664c3540c1a32eab185f12c5ab", "event-" + event));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("Sentry-Hook-Resource", "event_alert");
        headers.put("Sentry-Hook-Signature", new HexHmac(HexHmac.SHA256, new Secret(secret)).sign(body));
        return RawConnection.post("/webhooks/sentry", body, headers);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
