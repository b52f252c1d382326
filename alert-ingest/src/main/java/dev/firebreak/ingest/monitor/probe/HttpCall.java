package dev.firebreak.ingest.monitor.probe;

import dev.firebreak.model.Secret;
import dev.firebreak.model.egress.StandIn;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** Reads over HTTP: a new connection each time, no redirect, at most 1 MiB, done in time. */
final class HttpCall {
    private static final int MAX_REPLY_BYTES = 1024 * 1024;

    private final @Nullable URI sandbox;
    private final WebClient client;

    HttpCall(Network network, @Nullable URI sandbox) {
        this.sandbox = sandbox;
        HttpClient http = HttpClient.create(network.connections())
                .runOn(network.loops())
                .resolver(network.resolver())
                .followRedirect(false)
                .disableRetry(true);
        this.client = WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(http))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(MAX_REPLY_BYTES))
                .build();
    }

    /** @param millis from the first step to the last byte */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Reply(int status, byte[] body, long millis) {}

    /** True when a sandbox answers in place of the hosts that the catalogue names. */
    boolean isStoodIn() {
        return sandbox != null;
    }

    /** To a place that the catalogue names; an error when there is no whole reply in time. */
    Mono<Reply> read(URI uri, @Nullable Secret bearer, Duration timeout) {
        return send(StandIn.destination(sandbox, uri), bearer, timeout);
    }

    /** To a place that the operator has set: no sandbox stands in for it. */
    Mono<Reply> readOwn(URI uri, @Nullable Secret bearer, Duration timeout) {
        return send(uri, bearer, timeout);
    }

    private Mono<Reply> send(URI uri, @Nullable Secret bearer, Duration timeout) {
        return Mono.defer(() -> {
            long began = System.nanoTime();
            return client.get()
                    .uri(uri)
                    .header("Accept", "application/json, */*;q=0.5")
                    .header("User-Agent", "Firebreak")
                    .headers(headers -> {
                        if (bearer != null) {
                            headers.setBearerAuth(bearer.reveal());
                        }
                    })
                    .exchangeToMono(answer -> answer.bodyToMono(byte[].class)
                            .defaultIfEmpty(new byte[0])
                            .map(body -> new Reply(
                                    answer.statusCode().value(),
                                    body,
                                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began))))
                    .timeout(timeout);
        });
    }

    static boolean isTooLarge(Throwable error) {
        return error instanceof DataBufferLimitException || error.getCause() instanceof DataBufferLimitException;
    }
}
