package dev.firebreak.incident.access;

import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Does not keep a connection whose request was refused before its body was read: the next request on it can hang behind
 * what is left (<a href="https://github.com/reactor/reactor-netty/issues/4361">reactor-netty 4361</a>).
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnreadBody implements WebFilter {
    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        HttpHeaders headers = request.getHeaders();
        if (headers.getContentLength() <= 0 && headers.getFirst(HttpHeaders.TRANSFER_ENCODING) == null) {
            return chain.filter(exchange);
        }
        Watched watched = new Watched(request);
        exchange.getResponse().beforeCommit(() -> {
            if (!watched.isRead.get()) {
                exchange.getResponse().getHeaders().set(HttpHeaders.CONNECTION, "close");
            }
            return Mono.empty();
        });
        return chain.filter(exchange.mutate().request(watched).build());
    }

    private static final class Watched extends ServerHttpRequestDecorator {
        private final AtomicBoolean isRead = new AtomicBoolean();

        private Watched(ServerHttpRequest request) {
            super(request);
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return super.getBody().doOnComplete(() -> isRead.set(true));
        }
    }
}
