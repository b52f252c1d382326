package dev.firebreak.sandbox.call;

import dev.firebreak.sandbox.ledger.Ledger;
import java.time.Duration;
import java.util.Optional;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Reads the body of each call to a stand-in, plays the faults, and writes the ledger before the caller is answered. */
@Component
class CallFilter implements WebFilter {
    private static final int MOST_BYTES = 1024 * 1024;
    /** Longer than any caller waits. */
    private static final Duration HANG = Duration.ofMinutes(2);

    private final Faults faults;
    private final Ledger ledger;
    private final BodyText bodies;

    CallFilter(Faults faults, Ledger ledger, BodyText bodies) {
        this.faults = faults;
        this.ledger = ledger;
        this.bodies = bodies;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Optional<Provider> provider =
                Provider.of(exchange.getRequest().getPath().value());
        if (provider.isEmpty()) {
            return chain.filter(exchange);
        }
        return body(exchange)
                .flatMap(body -> handle(exchange, chain, provider.get(), new Call(exchange, body)))
                .onErrorResume(
                        DataBufferLimitException.class, e -> answer(exchange, HttpStatus.CONTENT_TOO_LARGE.value()));
    }

    private static Mono<byte[]> body(ServerWebExchange exchange) {
        return DataBufferUtils.join(exchange.getRequest().getBody(), MOST_BYTES)
                .map(CallFilter::bytes)
                .defaultIfEmpty(new byte[0]);
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private Mono<Void> handle(ServerWebExchange exchange, WebFilterChain chain, Provider provider, Call call) {
        Optional<Fault> fault = faults.take(provider, call.path());
        if (fault.isEmpty()) {
            recordOnAnswer(exchange.getResponse(), provider, call);
            return chain.filter(exchange);
        }
        return switch (fault.get().kind()) {
            case STATUS -> {
                recordOnAnswer(exchange.getResponse(), provider, call);
                Integer retryAfter = fault.get().retryAfter();
                if (retryAfter != null) {
                    exchange.getResponse().getHeaders().set("Retry-After", retryAfter.toString());
                }
                yield answer(exchange, fault.get().status());
            }
            case HANG -> Mono.delay(HANG).then();
            case LOSE -> {
                var response = new LostResponse(exchange.getResponse(), () -> record(provider, call, 0));
                yield chain.filter(exchange.mutate().response(response).build());
            }
        };
    }

    private static Mono<Void> answer(ServerWebExchange exchange, int status) {
        exchange.getResponse().setStatusCode(HttpStatusCode.valueOf(status));
        return exchange.getResponse().setComplete();
    }

    private void recordOnAnswer(ServerHttpResponse response, Provider provider, Call call) {
        response.beforeCommit(() -> Mono.fromRunnable(() -> {
            HttpStatusCode status = response.getStatusCode();
            record(provider, call, status == null ? HttpStatus.OK.value() : status.value());
        }));
    }

    private void record(Provider provider, Call call, int status) {
        if (provider.changesSomething(HttpMethod.valueOf(call.method()), call.path())) {
            ledger.record(provider.ledgerName(), call.method(), call.path(), status, bodies.of(call), call.facts());
        }
    }
}
