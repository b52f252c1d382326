package dev.firebreak.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.embedded.SharedInfrastructure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Slow senders: thousands who never finish their request, and one who does. */
class SlowSendersIT {
    private static final Logger log = LoggerFactory.getLogger(SlowSendersIT.class);
    private static final int SLOW = 2000;

    @Test
    void slowSendersAreClosedAndOthersDoNotNotice() throws IOException {
        List<Socket> slow = new ArrayList<>();
        List<Long> nanos = new ArrayList<>();
        try (IngestServer server =
                IngestServer.start(SharedInfrastructure.kafka().bootstrapServers())) {
            server.awaitReady();
            int port = server.uri("/").getPort();
            long since = System.nanoTime();
            for (int i = 0; i < SLOW; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                slow.add(socket);
                socket.getOutputStream().write(beginning(i));
            }
            List<Socket> open = new ArrayList<>(slow);
            try (RawConnection normal = new RawConnection(port)) {
                for (int i = 0; !open.isEmpty(); i++) {
                    open.removeIf(socket -> !drips(socket));
                    for (int j = 0; j < 50; j++) {
                        long before = System.nanoTime();
                        assertThat(normal.send(good(i * 50 + j)).status()).isEqualTo(202);
                        nanos.add(System.nanoTime() - before);
                    }
                    assertThat(i).as("%d are still open", open.size()).isLessThan(100_000);
                }
            }
            log.info(
                    "E3: {} slow connections, all closed after {} s; a normal client meanwhile: {} requests, p99 {} ms",
                    SLOW,
                    (System.nanoTime() - since) / 1_000_000_000,
                    nanos.size(),
                    percentile(nanos) / 1_000_000);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    /** A third each: in the first line, in the headers, in the body. */
    private static byte[] beginning(int i) {
        String head = "POST /webhooks/prometheus HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Authorization: Bearer " + IngestServer.TOKEN + "\r\nContent-Length: 100000\r\n\r\n";
        int length = i % 3 == 0 ? 10 : i % 3 == 1 ? 60 : head.length();
        return head.substring(0, length).getBytes(StandardCharsets.US_ASCII);
    }

    /** One more byte; false when the server has closed. */
    private static boolean drips(Socket socket) {
        try {
            if (socket.getInputStream().available() > 0) {
                return false; // 408, and then the end
            }
            socket.getOutputStream().write('a');
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static byte[] good(int i) {
        return RawConnection.post(
                "/webhooks/prometheus",
                Samples.alertmanager("Normal" + i, "checkout", "firing").getBytes(StandardCharsets.UTF_8),
                Map.of("Content-Type", "application/json", "Authorization", "Bearer " + IngestServer.TOKEN));
    }

    private static long percentile(List<Long> nanos) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return sorted.get((int) (sorted.size() * 0.99));
    }
}
