package dev.firebreak.remediation.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Addresses that lead inside, however they are written, get no connection: each port here is open and counts. */
class HostileAddressesIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final AtomicInteger connections = new AtomicInteger();
    private final ServerSocket door = open();
    private final int port = door.getLocalPort();
    private final EgressSettings settings = new EgressSettings(
            null, List.of(), OpenOutside.settings(null).providers(), Duration.ofMillis(100), 64, Duration.ofMillis(1));

    private ServerSocket open() {
        try {
            ServerSocket socket = new ServerSocket(0); // on every address of this machine
            Thread.startVirtualThread(() -> {
                while (!socket.isClosed()) {
                    try (Socket _ = socket.accept()) {
                        connections.incrementAndGet();
                    } catch (IOException e) {
                        return; // the test is over
                    }
                }
            });
            return socket;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() throws IOException {
        door.close();
    }

    @Test
    void theDoorCountsWhoComes() {
        GuardedOutside open = new GuardedOutside(OpenOutside.settings(null), _ -> true);

        open.call(Call.read(URI.create("http://127.0.0.1:" + port + "/"), null, TIMEOUT))
                .block(TIMEOUT.multipliedBy(2));

        assertThat(connections).hasPositiveValue();
        open.destroy();
    }

    @Test
    void threeHundredUrlsThatLeadInsideGetNoConnection() {
        GuardedOutside outside = new GuardedOutside(settings, _ -> true);
        Set<String> urls = urls();
        assertThat(urls).hasSizeGreaterThanOrEqualTo(300);

        for (String url : urls) {
            Answer answer =
                    outside.call(Call.read(URI.create(url), null, TIMEOUT)).block(TIMEOUT.multipliedBy(2));
            assertThat(answer).as(url).isInstanceOf(Answer.NotSent.class);
        }

        assertThat(connections).hasValue(0);
        outside.destroy();
    }

    /** The name is good when it is looked at and bad when it is connected to, or both at once. */
    @Test
    void aNameThatChangesWhatItLeadsToGetsNoConnection() {
        InetSocketAddress inside = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
        InetSocketAddress outside = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), port);
        List<List<InetSocketAddress>> answers = List.of(
                List.of(outside),
                List.of(inside),
                List.of(outside, inside),
                List.of(inside, outside),
                List.of(outside));
        GuardedOutside rebound = new GuardedOutside(
                settings, _ -> true, new GuardedResolver(settings.addresses(), new ChangingNames(answers)));

        for (int i = 0; i < 20; i++) {
            URI uri = URI.create("http://rebinding.example:" + port + "/");
            assertThat(rebound.call(Call.read(uri, null, TIMEOUT)).block(TIMEOUT.multipliedBy(2)))
                    .isNotInstanceOf(Answer.Reply.class);
        }

        assertThat(connections).hasValue(0);
        rebound.destroy();
    }

    @Test
    void whatTheCatalogueDoesNotNameGetsNoConnectionEvenWhereItMay() {
        GuardedOutside outside = new GuardedOutside(OpenOutside.settings(null), _ -> false);

        for (String url : urls()) {
            assertThat(outside.call(Call.read(URI.create(url), null, TIMEOUT)).block(TIMEOUT.multipliedBy(2)))
                    .as(url)
                    .isInstanceOf(Answer.NotSent.class);
        }

        assertThat(connections).hasValue(0);
        outside.destroy();
    }

    private Set<String> urls() {
        Random random = new Random(4);
        Set<String> hosts = new HashSet<>(
                List.of("localhost", "0.0.0.0", "[::]", "[::1]", "127.1", "0", "LOCALHOST", "localhost."));
        IntStream.range(0, 60).forEach(_ -> hosts.addAll(spellings(127, random.nextInt(256), random.nextInt(256), 1)));
        for (UnaryOperator<String> inside : List.<UnaryOperator<String>>of(
                it -> "10." + it,
                it -> "172.16." + it.substring(it.indexOf('.') + 1),
                it -> "192.168." + it.substring(it.indexOf('.') + 1))) {
            IntStream.range(0, 10)
                    .forEach(_ -> hosts.add(inside.apply(
                            random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(1, 255))));
        }
        hosts.addAll(List.of(
                "169.254.169.254",
                "[fd00::1]",
                "[fe80::1]",
                "[fec0::1]",
                "100.64.0.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "[::127.0.0.1]",
                "[64:ff9b::7f00:1]",
                "[2002:7f00:1::]",
                "[ff02::1]"));
        Set<String> urls = new HashSet<>();
        hosts.forEach(host -> urls.add("http://" + host + ":" + port + "/latest/meta-data"));
        return urls;
    }

    /** The same address as figures, as one number, shortened and wrapped in IPv6. */
    private static List<String> spellings(int a, int b, int c, int d) {
        long number = ((long) a << 24) | (b << 16) | (c << 8) | d;
        return List.of(
                a + "." + b + "." + c + "." + d,
                String.valueOf(number),
                "[::ffff:" + a + "." + b + "." + c + "." + d + "]",
                "[::ffff:%x:%x]".formatted(number >> 16, number & 0xffff),
                a + "." + b + "." + ((c << 8) | d));
    }
}
