package dev.firebreak.ingest.monitor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.catalog.system.Breach;
import dev.firebreak.catalog.system.Probe;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TCP, TLS and DNS as they are. */
class ConnectionLooksTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final Looks looks = new Looks();

    @AfterEach
    void stop() {
        looks.close();
    }

    @Test
    void aPortIsOpenOrClosed() throws IOException {
        int port;
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
            assertThat(looks.breach(new Probe.Tcp("127.0.0.1", port))).isEqualTo(Breach.NONE);
            assertThat(looks.breach(new Probe.Tcp("localhost", port))).isEqualTo(Breach.NONE);
            assertThat(looks.at(new Probe.Tls("127.0.0.1", port, null, Duration.ofDays(7)), Duration.ofSeconds(1))
                            .text())
                    .isNotBlank();
        }
        assertThat(looks.at(new Probe.Tcp("127.0.0.1", port)).text()).isEqualTo("cannot connect to 127.0.0.1:" + port);
        try (Looks usual = new Looks().noPrivateNetworks()) {
            assertThat(usual.at(new Probe.Tcp("127.0.0.1", port)).text()).contains("FIREBREAK_EGRESS_NETWORKS");
        }
    }

    @Test
    void aCertificateIsSeenToEnd() throws Exception {
        try (SSLServerSocket server = tls("30")) {
            Thread.startVirtualThread(() -> shakeHands(server));
            int port = server.getLocalPort();

            // Real days: the certificate is made now, and the looks' clock stands in the past.
            Duration untilEnd = Duration.between(Looks.NOON, Instant.now()).plusDays(30);
            assertThat(looks.breach(new Probe.Tls("localhost", port, untilEnd.minusDays(2), Duration.ofDays(7))))
                    .isEqualTo(Breach.NONE);
            assertThat(looks.breach(new Probe.Tls("localhost", port, untilEnd.plusDays(2), Duration.ofDays(7))))
                    .isEqualTo(Breach.WARNING);
            assertThat(looks.breach(new Probe.Tls("127.0.0.1", port, untilEnd.plusDays(9), untilEnd.plusDays(2))))
                    .isEqualTo(Breach.CRITICAL);
        }
    }

    @Test
    void daysLeftAreJudged() {
        Probe.Tls probe = new Probe.Tls("shop.example", 443, Duration.ofDays(21), Duration.ofDays(7));

        assertThat(TlsLook.judge(probe, Looks.NOON.plus(Duration.ofDays(21)), Looks.NOON))
                .isEqualTo(
                        new Observation.Seen(Breach.NONE, 21.0, "the certificate of shop.example:443 is good for 21d"));
        assertThat(TlsLook.judge(probe, Looks.NOON.plus(Duration.ofDays(7)), Looks.NOON))
                .isInstanceOfSatisfying(
                        Observation.Seen.class,
                        seen -> assertThat(seen.breach()).isEqualTo(Breach.WARNING));
        assertThat(TlsLook.judge(probe, Looks.NOON.minus(Duration.ofHours(3)), Looks.NOON))
                .isEqualTo(new Observation.Seen(
                        Breach.CRITICAL, -0.125, "the certificate of shop.example:443 ended 3h ago"));
    }

    @Test
    void aNameLeadsWhereItShould() {
        assertThat(looks.breach(new Probe.Dns("localhost", List.of()))).isEqualTo(Breach.NONE);
        assertThat(looks.at(new Probe.Dns("nobody.invalid", List.of())).text())
                .isEqualTo("no address is known for nobody.invalid");
        assertThat(looks.at(new Probe.Dns("localhost", List.of("192.0.2.1"))).text())
                .contains("and not to 192.0.2.1");
    }

    @Test
    void addressesAreComparedAsASet() {
        List<InetAddress> found = List.of(InetAddress.ofLiteral("192.0.2.2"), InetAddress.ofLiteral("192.0.2.1"));

        assertThat(DnsLook.judge(new Probe.Dns("shop.example", List.of("192.0.2.1", "192.0.2.2")), found))
                .isEqualTo(Observation.good("shop.example leads to 192.0.2.1, 192.0.2.2"));
        assertThat(DnsLook.judge(new Probe.Dns("shop.example", List.of("192.0.2.1")), found))
                .isEqualTo(Observation.bad("shop.example leads to 192.0.2.1, 192.0.2.2 and not to 192.0.2.1"));
    }

    private SSLServerSocket tls(String days) throws IOException, GeneralSecurityException, InterruptedException {
        Path store = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=another.example",
                        "-validity",
                        days,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "password",
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(store)) {
            keys.load(file, "password".toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "password".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    private static void shakeHands(SSLServerSocket server) {
        while (!server.isClosed()) {
            try {
                SSLSocket socket = (SSLSocket) server.accept();
                Thread.startVirtualThread(() -> {
                    try (socket) {
                        socket.startHandshake();
                        socket.getInputStream().readAllBytes();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            } catch (IOException e) {
                return; // closed
            }
        }
    }
}
