package dev.firebreak.notifier.inbound;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A body as it came. Not as an argument of the controller: Spring would parse it, and what is signed are its bytes. */
public final class RawBody {
    private static final int LARGEST = 1024 * 1024;

    private RawBody() {}

    /**
     * Fails with {@link org.springframework.core.io.buffer.DataBufferLimitException} above 1 MiB; may be empty. What
     * follows runs on another thread: an answer given on the one that reads can leave the next request on the connection
     * unread (<a href="https://github.com/reactor/reactor-netty/issues/4361">4361</a>).
     */
    public static Mono<byte[]> of(ServerHttpRequest request) {
        return DataBufferUtils.join(request.getBody(), LARGEST)
                .map(RawBody::bytes)
                .defaultIfEmpty(new byte[0])
                .publishOn(Schedulers.parallel());
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }
}
