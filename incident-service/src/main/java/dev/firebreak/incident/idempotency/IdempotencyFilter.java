package dev.firebreak.incident.idempotency;

import dev.firebreak.incident.api.ApiPath;
import dev.firebreak.incident.api.ProblemAnswers;
import dev.firebreak.incident.idempotency.KeptAnswers.Found;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Answers a POST that comes again with the same {@code Idempotency-Key} with what was answered first. The answer is kept
 * before it is sent, so a sender that never heard it gets it the next time.
 */
@Component
@Order(3) // after the caller is known and the audit has it
class IdempotencyFilter implements WebFilter {
    static final String KEY = "Idempotency-Key";
    private static final String REPLAYED = "Idempotency-Replayed";
    private static final Logger LOG = LoggerFactory.getLogger(IdempotencyFilter.class);
    private static final Pattern USABLE = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final int LARGEST_BODY = 64 * 1024;

    private final KeptAnswers answers;
    private final ProblemAnswers problems;

    IdempotencyFilter(KeptAnswers answers, ProblemAnswers problems) {
        this.answers = answers;
        this.problems = problems;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        List<String> keys = request.getHeaders().getOrEmpty(KEY);
        if (keys.isEmpty() || !HttpMethod.POST.equals(request.getMethod()) || !ApiPath.isApi(request)) {
            return chain.filter(exchange);
        }
        if (keys.size() > 1 || !USABLE.matcher(keys.getFirst()).matches()) {
            return problems.answer(
                    exchange, HttpStatus.BAD_REQUEST, KEY + " is not one word of 1 to 200 printable characters");
        }
        if (ApiPath.segments(request).equals(List.of("api", "tokens"))) {
            return problems.answer(
                    exchange, HttpStatus.BAD_REQUEST, KEY + " is not taken here: the answer holds a secret");
        }
        Mono<byte[]> body = DataBufferUtils.join(request.getBody(), LARGEST_BODY)
                .map(IdempotencyFilter::bytes)
                .defaultIfEmpty(new byte[0]);
        return exchange.getPrincipal()
                .zipWith(body)
                .flatMap(known -> handle(exchange, chain, known.getT1().getName(), keys.getFirst(), known.getT2()))
                .onErrorResume(
                        DataBufferLimitException.class,
                        _ -> problems.answer(exchange, HttpStatus.CONTENT_TOO_LARGE, "the body is too large"));
    }

    private Mono<Void> handle(ServerWebExchange exchange, WebFilterChain chain, String actor, String key, byte[] body) {
        return answers.take(actor, key, hash(exchange.getRequest(), body))
                .map(found -> switch (found) {
                    case Found.New _ -> first(exchange, chain, actor, key, body);
                    case Found.Answered answered -> again(exchange.getResponse(), answered);
                    case Found.Unfinished _ ->
                        problems.answer(
                                exchange,
                                HttpStatus.CONFLICT,
                                "a request with this key was begun and has no answer yet; look whether it was done before"
                                        + " trying with another key");
                    case Found.Different _ ->
                        problems.answer(
                                exchange,
                                HttpStatus.UNPROCESSABLE_CONTENT,
                                "this key was used for another request; use a new one for each");
                })
                .onErrorResume(problem -> {
                    LOG.atWarn().setCause(problem).log("refused a request whose key could not be looked up");
                    return Mono.just(problems.away(exchange, "the database does not answer; try again in a moment"));
                })
                .flatMap(rest -> rest);
    }

    private Mono<Void> first(ServerWebExchange exchange, WebFilterChain chain, String actor, String key, byte[] body) {
        ServerHttpRequest replayed = new ServerHttpRequestDecorator(exchange.getRequest()) {
            @Override
            public Flux<DataBuffer> getBody() {
                return body.length == 0
                        ? Flux.empty()
                        : Flux.just(exchange.getResponse().bufferFactory().wrap(body));
            }
        };
        ServerHttpResponse kept = new ServerHttpResponseDecorator(exchange.getResponse()) {
            @Override
            public Mono<Void> writeWith(Publisher<? extends DataBuffer> parts) {
                return DataBufferUtils.join(Flux.from(parts))
                        .map(IdempotencyFilter::bytes)
                        .defaultIfEmpty(new byte[0])
                        .flatMap(answer -> keep(getDelegate(), actor, key, answer)
                                .then(Mono.defer(() -> getDelegate()
                                        .writeWith(Mono.just(bufferFactory().wrap(answer))))));
            }

            @Override
            public Mono<Void> setComplete() {
                return keep(getDelegate(), actor, key, new byte[0])
                        .then(Mono.defer(() -> getDelegate().setComplete()));
            }
        };
        // What broke off before there was an answer may be asked for again.
        return chain.filter(exchange.mutate().request(replayed).response(kept).build())
                .onErrorResume(problem -> answers.giveBack(actor, key).then(Mono.error(problem)));
    }

    /** What failed by our doing may be tried again. */
    private Mono<Void> keep(ServerHttpResponse response, String actor, String key, byte[] answer) {
        @Nullable HttpStatusCode status = response.getStatusCode();
        if (status != null && status.is5xxServerError()) {
            return answers.giveBack(actor, key);
        }
        @Nullable String type = response.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE);
        return answers.keep(actor, key, status == null ? 200 : status.value(), type, answer);
    }

    private static Mono<Void> again(ServerHttpResponse response, Found.Answered answered) {
        response.setRawStatusCode(answered.status());
        response.getHeaders().set(REPLAYED, "true");
        if (answered.contentType() != null) {
            response.getHeaders().set(HttpHeaders.CONTENT_TYPE, answered.contentType());
        }
        @Nullable ByteBuffer body = answered.body();
        return body == null
                ? response.setComplete()
                : response.writeWith(
                        Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    private static byte[] hash(ServerHttpRequest request, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((request.getPath().value() + "?" + request.getURI().getRawQuery())
                    .getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return digest.digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }
}
