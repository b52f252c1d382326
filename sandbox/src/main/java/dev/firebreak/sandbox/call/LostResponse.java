package dev.firebreak.sandbox.call;

import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/** Cuts the connection where the answer would be written. */
final class LostResponse extends ServerHttpResponseDecorator {
    private final Runnable beforeCut;

    LostResponse(ServerHttpResponse delegate, Runnable beforeCut) {
        super(delegate);
        this.beforeCut = beforeCut;
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
        return Flux.from(body).doOnNext(DataBufferUtils::release).then(cut());
    }

    @Override
    public Mono<Void> setComplete() {
        return cut();
    }

    private Mono<Void> cut() {
        return Mono.fromRunnable(() -> {
            beforeCut.run();
            HttpServerResponse connection = getNativeResponse(getDelegate());
            connection.withConnection(open -> {
                var _ = open.channel().close();
            });
        });
    }
}
