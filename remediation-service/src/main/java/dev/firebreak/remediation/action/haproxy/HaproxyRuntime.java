package dev.firebreak.remediation.action.haproxy;

import dev.firebreak.catalog.system.Target;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * HAProxy's runtime API, one connection for each line of commands: https://docs.haproxy.org/2.6/management.html#9.3
 *
 * <p>It has no login: its address belongs on loopback, or is a socket's path.
 */
@Component
class HaproxyRuntime {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final int MOST_BYTES = 1024 * 1024;

    /** It can be read and is none of its backends, or it cannot be read. */
    static final class HaproxyException extends RuntimeException {
        HaproxyException(String message) {
            super(message, null, false, false);
        }
    }

    /** Fails with a {@link HaproxyException} that says why, for people. */
    Mono<List<HaproxyServer>> servers(Target.Haproxy target, String backend) {
        return ask(target, "show servers state " + backend)
                .flatMap(state -> ask(target, "show stat " + backend + " 4 -1")
                        .map(stat -> ServerTable.read(backend, state, stat)));
    }

    /** What it answers to what it did not do; empty when it said nothing, which is its yes. */
    Mono<String> change(Target.Haproxy target, List<String> commands) {
        return ask(target, String.join("; ", commands)).map(String::strip);
    }

    private static Mono<String> ask(Target.Haproxy target, String commands) {
        return Mono.fromCallable(() -> exchange(address(target), commands))
                .subscribeOn(Schedulers.boundedElastic()) // both kinds of sockets, at the price of a waiting thread
                .timeout(TIMEOUT)
                .onErrorMap(
                        IOException.class,
                        _ -> new HaproxyException("HAProxy '" + target.name() + "' cannot be reached"))
                .onErrorMap(
                        TimeoutException.class,
                        _ -> new HaproxyException("HAProxy '" + target.name() + "' did not answer in time"));
    }

    private static String exchange(SocketAddress address, String commands) throws IOException {
        try (SocketChannel channel = address instanceof UnixDomainSocketAddress
                ? SocketChannel.open(StandardProtocolFamily.UNIX)
                : SocketChannel.open()) {
            channel.connect(address);
            ByteBuffer request = ByteBuffer.wrap((commands + "\n").getBytes(StandardCharsets.US_ASCII));
            while (request.hasRemaining()) {
                channel.write(request);
            }
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            ByteBuffer part = ByteBuffer.allocate(16 * 1024);
            while (channel.read(part.clear()) >= 0) {
                answer.write(part.array(), 0, part.position());
                if (answer.size() > MOST_BYTES) {
                    throw new IOException("an answer of more than 1 MiB");
                }
            }
            return answer.toString(StandardCharsets.US_ASCII);
        }
    }

    private static SocketAddress address(Target.Haproxy target) throws IOException {
        String address = target.address();
        if (address.startsWith("/")) {
            return UnixDomainSocketAddress.of(address);
        }
        int colon = address.lastIndexOf(':');
        if (colon < 0 || !address.substring(colon + 1).matches("\\d{1,5}")) {
            throw new HaproxyException(
                    "HAProxy '" + target.name() + "': its address is neither host:port nor the path of a socket");
        }
        String host = address.substring(0, colon).replaceAll("^\\[|]$", "");
        InetSocketAddress found = new InetSocketAddress(host, Integer.parseInt(address.substring(colon + 1)));
        if (found.isUnresolved()) {
            throw new IOException("no address is known for " + host);
        }
        return found;
    }
}
