package dev.firebreak.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.embedded.SharedInfrastructure;
import dev.firebreak.model.Secret;
import dev.firebreak.model.wire.HexHmac;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hostile input: authentic senders that send nonsense. Each is told so, none finds a defect, nothing hangs. */
class HostileInputIT {
    private static final Logger log = LoggerFactory.getLogger(HostileInputIT.class);
    private static final long SEED = 20260202;
    private static final int SPOILED = 3000;

    @Test
    void nothingThatIsSentIsADefectOfOurs() throws IOException {
        Map<Integer, Integer> answers = new TreeMap<>();
        long slowest = 0;
        List<byte[]> requests = requests();
        try (IngestServer server =
                IngestServer.start(SharedInfrastructure.kafka().bootstrapServers())) {
            server.awaitReady();
            try (RawConnection connection = new RawConnection(server.uri("/").getPort())) {
                for (byte[] request : requests) {
                    long since = System.nanoTime();
                    RawConnection.Answer answer = connection.send(request);
                    slowest = Math.max(slowest, System.nanoTime() - since);
                    answers.merge(answer.status(), 1, Integer::sum);
                    assertThat(answer.body()).doesNotContain("Exception", "\tat ", "dev.firebreak", "jackson");
                }
            }
            log.info(
                    "C1: seed {}, {} bodies, answers {}, slowest {} ms",
                    SEED,
                    requests.size(),
                    answers,
                    slowest / 1_000_000);
        }
        assertThat(answers.keySet()).isSubsetOf(202, 400, 413, 415, 422);
    }

    /** Those who send all they have before they listen, as most do: the answer must still be there then. */
    @Test
    void whoIsRefusedUnreadStillHearsWhy() throws IOException {
        byte[] large = bytes("x".repeat(6_000_000));
        byte[] fitting = Arrays.copyOf(large, 1_000_000);
        List<byte[]> requests = List.of(
                prometheus(large),
                chunked(large),
                RawConnection.post("/webhooks/prometheus", fitting, bearer("nobody's")),
                RawConnection.post("/webhooks/prometheus", large, Map.of("Content-Type", "text/plain")),
                RawConnection.post("/webhooks/nowhere", large, bearer()),
                prometheus(bytes(Samples.alertmanager("Heard", "checkout", "firing"))));
        try (IngestServer server =
                IngestServer.start(SharedInfrastructure.kafka().bootstrapServers())) {
            server.awaitReady();
            try (RawConnection connection = new RawConnection(server.uri("/").getPort())) {
                for (int round = 0; round < 10; round++) {
                    List<Integer> answers = new ArrayList<>();
                    for (byte[] request : requests) {
                        answers.add(connection.send(request).status());
                    }
                    assertThat(answers).containsExactly(413, 413, 401, 415, 404, 202);
                }
            }
        }
    }

    /** The second waits in the server for the first, and is answered at once then. */
    @Test
    void requestsSentTogetherDoNotKeepTheNextOneFromBeingRead() throws IOException {
        byte[] good = prometheus(bytes(Samples.alertmanager("Together", "checkout", "firing")));
        byte[] lost = RawConnection.post("/nowhere", new byte[0], Map.of());
        byte[] both = Arrays.copyOf(good, good.length + lost.length);
        System.arraycopy(lost, 0, both, good.length, lost.length);
        try (IngestServer server =
                IngestServer.start(SharedInfrastructure.kafka().bootstrapServers())) {
            server.awaitReady();
            try (RawConnection connection = new RawConnection(server.uri("/").getPort())) {
                for (int round = 0; round < 50; round++) {
                    assertThat(connection.send(both).status()).isEqualTo(202);
                    assertThat(connection.answer().status()).isEqualTo(404);
                }
            }
        }
    }

    private static List<byte[]> requests() throws IOException {
        Random random = new Random(SEED);
        List<byte[]> requests = new ArrayList<>();
        for (int i = 0; i < SPOILED; i++) {
            String good = Samples.alertmanager("Spoiled", "checkout", i % 2 == 0 ? "firing" : "resolved");
            requests.add(
                    switch (i % 3) {
                        case 0 -> prometheus(SpoiledBodies.of(good, random));
                        case 1 -> sentry(SpoiledBodies.of(Samples.sentryEventAlert("9"), random));
                        default ->
                            vercel(SpoiledBodies.of(
                                    Samples.vercelDeployment("deployment.error", "\"production\""), random));
                    });
        }
        String good = Samples.alertmanager("Odd", "checkout", "firing");
        requests.add(prometheus(bytes("[".repeat(500_000))));
        requests.add(prometheus(bytes("{\"a\":".repeat(100_000))));
        requests.add(prometheus(bytes("{\"version\":\"4\",\"alerts\":" + "[".repeat(63))));
        requests.add(prometheus(bytes("\"" + "x".repeat(1_000_000) + "\"")));
        requests.add(prometheus(bytes("9".repeat(1_000_000))));
        requests.add(prometheus(bytes("{" + "\"a\":1,".repeat(100_000) + "\"b\":1}")));
        requests.add(prometheus(bytes("\uFEFF" + good)));
        requests.add(prometheus(good.getBytes(StandardCharsets.UTF_16)));
        requests.add(prometheus(good.getBytes(StandardCharsets.UTF_16LE)));
        requests.add(prometheus(new byte[0]));
        requests.add(prometheus(new byte[1000]));
        requests.add(prometheus(bytes(good.repeat(2))));
        requests.add(prometheus(bomb()));
        Map<String, String> compressed = new LinkedHashMap<>(bearer());
        compressed.put("Content-Encoding", "gzip");
        requests.add(RawConnection.post("/webhooks/prometheus", bomb(), compressed));
        return requests;
    }

    /** 100 MB of zeros in 100 KB. */
    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            byte[] zeros = new byte[1024 * 1024];
            for (int i = 0; i < 100; i++) {
                gzip.write(zeros);
            }
        }
        return out.toByteArray();
    }

    private static byte[] prometheus(byte[] body) {
        return RawConnection.post("/webhooks/prometheus", body, bearer());
    }

    private static byte[] sentry(byte[] body) {
        return RawConnection.post(
                "/webhooks/sentry",
                body,
                Map.of(
                        "Content-Type", "application/json",
                        "Sentry-Hook-Resource", "event_alert",
                        "Sentry-Hook-Signature", sign(HexHmac.SHA256, IngestServer.SENTRY_SECRET, body)));
    }

    private static byte[] vercel(byte[] body) {
        String signature = sign(HexHmac.SHA1, IngestServer.VERCEL_SECRET, body);
        return RawConnection.post(
                "/webhooks/vercel", body, Map.of("Content-Type", "application/json", "x-vercel-signature", signature));
    }

    /** Its length is not announced, so it is refused when it has become too long. */
    private static byte[] chunked(byte[] body) {
        String head = "POST /webhooks/prometheus HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Authorization: Bearer " + IngestServer.TOKEN + "\r\nTransfer-Encoding: chunked\r\n\r\n";
        String all = new String(body, StandardCharsets.US_ASCII);
        return bytes(head + Integer.toHexString(body.length) + "\r\n" + all + "\r\n0\r\n\r\n");
    }

    private static Map<String, String> bearer() {
        return bearer(IngestServer.TOKEN);
    }

    private static Map<String, String> bearer(String token) {
        return Map.of("Content-Type", "application/json", "Authorization", "Bearer " + token);
    }

    private static String sign(String algorithm, String secret, byte[] body) {
        return new HexHmac(algorithm, new Secret(secret)).sign(body);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
