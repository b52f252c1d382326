package dev.firebreak.notifier.pagerduty;

import com.github.dikhan.pagerduty.client.events.domain.PagerDutyEvent;
import dev.firebreak.notifier.delivery.Outcome;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.github.resilience4j.reactor.retry.RetryOperator;
import io.github.resilience4j.reactor.timelimiter.TimeLimiterOperator;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.timelimiter.TimeLimiter;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import reactor.core.publisher.Mono;

/**
 * Hands events to PagerDuty. Sending one again is harmless because of its key, so a quick second try is made here; the
 * patient ones are the lanes'.
 */
class PagerDutyClient {
    /** PagerDuty documents no Retry-After and suggests tries 30 s apart. */
    private static final Duration WHEN_NOT_SAID = Duration.ofSeconds(30);

    private static final int LARGEST = 512 * 1024;

    private final WebClient client;
    private final CircuitBreaker breaker;
    private final TimeLimiter limiter;
    private final Retry retry;

    PagerDutyClient(WebClient client, CircuitBreaker breaker, TimeLimiter limiter, Retry retry) {
        this.client = client;
        this.breaker = breaker;
        this.limiter = limiter;
        this.retry = retry;
    }

    /** @return PagerDuty's own words as receipt */
    Mono<Outcome<String>> send(PagerDutyEvent event) {
        byte[] body = PagerDutyJson.bytes(event);
        if (body.length > LARGEST) {
            return Mono.just(
                    new Outcome.Refused<>("the event has " + body.length + " bytes, PagerDuty takes " + LARGEST));
        }
        return client.post()
                .uri("/v2/enqueue")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchangeToMono(PagerDutyClient::judge)
                .onErrorResume(WebClientException.class, e -> Mono.just(noAnswer(e)))
                .transformDeferred(TimeLimiterOperator.of(limiter))
                .onErrorResume(
                        TimeoutException.class,
                        _ -> Mono.just(new Outcome.Later<>("no answer from PagerDuty in time", null, true)))
                .transformDeferred(CircuitBreakerOperator.of(breaker))
                .transformDeferred(RetryOperator.of(retry))
                .onErrorResume(
                        CallNotPermittedException.class,
                        _ -> Mono.just(
                                new Outcome.Later<>("PagerDuty fails too often, the breaker is open", null, false)));
    }

    private static Mono<Outcome<String>> judge(ClientResponse answer) {
        HttpStatusCode status = answer.statusCode();
        if (status.is2xxSuccessful()) {
            return answer.releaseBody().thenReturn(new Outcome.Delivered<>("PagerDuty answered " + status.value()));
        }
        if (status.value() == 429) {
            Duration after = retryAfter(answer.headers().asHttpHeaders().getFirst("Retry-After"));
            return answer.releaseBody().thenReturn(new Outcome.Later<>("PagerDuty asks for less", after, false));
        }
        if (status.is5xxServerError()) {
            return answer.releaseBody()
                    .thenReturn(new Outcome.Later<>("PagerDuty answers " + status.value(), null, true));
        }
        return answer.bodyToMono(String.class)
                .defaultIfEmpty("")
                .onErrorReturn("")
                .map(body -> new Outcome.Refused<>("PagerDuty answers " + status.value() + ": " + shortened(body)));
    }

    private static Outcome<String> noAnswer(WebClientException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return new Outcome.Later<>(
                "no answer from PagerDuty: " + cause.getClass().getSimpleName(), null, true);
    }

    private static Duration retryAfter(@Nullable String seconds) {
        return seconds != null && seconds.matches("\\d{1,5}")
                ? Duration.ofSeconds(Math.max(1, Long.parseLong(seconds)))
                : WHEN_NOT_SAID;
    }

    private static String shortened(String body) {
        String line = body.replaceAll("\\s+", " ").strip();
        return line.length() > 300 ? line.substring(0, 300) : line;
    }
}
