package dev.firebreak.notifier.message;

import dev.firebreak.notifier.delivery.Guards;
import dev.firebreak.notifier.delivery.Outcome;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.github.resilience4j.reactor.retry.RetryOperator;
import io.github.resilience4j.reactor.timelimiter.TimeLimiterOperator;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import reactor.core.publisher.Mono;

/**
 * Calls a vendor over HTTP under guard and judges the answer: 2xx is taken, 429 and 5xx may pass later, anything else
 * will be the same next time. Follows no redirect: an address that moved is for the operator to correct.
 */
public class HttpMessenger {
    private static final int LARGEST_ANSWER = 1024 * 1024;
    private static final int MOST_WORDS = 300;

    private final String who;
    private final WebClient client;
    private final Guards guards;
    private final Terms terms;
    private final InstantSource clock;

    /** @param who the vendor's name for people */
    public HttpMessenger(String who, Guards guards, Terms terms, InstantSource clock) {
        this.who = who;
        this.client = WebClient.builder()
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST_ANSWER))
                .build();
        this.guards = guards;
        this.terms = terms;
        this.clock = clock;
    }

    /**
     * @param timeout of one try
     * @param throttled how long to wait after a 429 that does not say
     * @param mayArriveTwice a quick second try is harmless
     */
    public record Terms(Duration timeout, Duration throttled, boolean mayArriveTwice) {}

    /**
     * @param destination shares a breaker; no secret, metrics name it
     * @param address never seen in a reason: it may be a secret itself
     */
    public record Call(
            String destination,
            HttpMethod method,
            URI address,
            Consumer<HttpHeaders> headers,
            @Nullable String body) {}

    public record Answer(int status, String body) {}

    /** The receipt says what was answered. */
    public Mono<Outcome<String>> send(Call call) {
        return ask(call)
                .flatMap(outcome -> outcome.then(
                        answer -> Mono.just(new Outcome.Delivered<>(who + " answered " + answer.status()))));
    }

    public Mono<Outcome<Answer>> ask(Call call) {
        return ask(call, Set.of());
    }

    /** @param alsoTold other statuses of which the caller reads what they say */
    public Mono<Outcome<Answer>> ask(Call call, Set<Integer> alsoTold) {
        WebClient.RequestBodySpec request =
                client.method(call.method()).uri(call.address()).headers(call.headers());
        @Nullable String body = call.body();
        Mono<Outcome<Answer>> guarded = (body == null
                        ? request
                        : request.bodyValue(body.getBytes(StandardCharsets.UTF_8)))
                .exchangeToMono(answer -> judge(answer, alsoTold))
                .onErrorResume(WebClientException.class, e -> Mono.just(noAnswer(e)))
                .transformDeferred(TimeLimiterOperator.of(guards.timeLimiter(who, terms.timeout())))
                .onErrorResume(
                        TimeoutException.class,
                        _ -> Mono.just(new Outcome.Later<>("no answer from " + who + " in time", null, true)))
                .transformDeferred(CircuitBreakerOperator.of(guards.breaker(call.destination())));
        return (terms.mayArriveTwice()
                        ? guarded.transformDeferred(RetryOperator.of(guards.secondTry(call.destination())))
                        : guarded)
                .onErrorResume(
                        CallNotPermittedException.class,
                        _ -> Mono.just(new Outcome.Later<>(
                                who + " fails too often, the breaker is open", Guards.REST, false)));
    }

    private Mono<Outcome<Answer>> judge(ClientResponse answer, Set<Integer> alsoTold) {
        HttpStatusCode status = answer.statusCode();
        HttpHeaders headers = answer.headers().asHttpHeaders();
        // PagerDuty says only when its budget begins anew: https://developer.pagerduty.com/docs/rest-api-rate-limits
        Optional<Duration> asked = RetryAfter.parse(headers.getFirst("Retry-After"), clock.instant())
                .or(() -> RetryAfter.parse(headers.getFirst("ratelimit-reset"), clock.instant()));
        Mono<String> body = answer.bodyToMono(String.class).defaultIfEmpty("").onErrorReturn("");
        if (status.is2xxSuccessful() || alsoTold.contains(status.value())) {
            return body.map(text -> new Outcome.Delivered<>(new Answer(status.value(), text)));
        }
        // 420 is Statuspage's and older than 429
        if (status.value() == 429 || status.value() == 420) {
            return answer.releaseBody()
                    .thenReturn(new Outcome.Later<>(who + " asks for less", asked.orElse(terms.throttled()), false));
        }
        if (status.is5xxServerError() || status.value() == 408) {
            return answer.releaseBody()
                    .thenReturn(new Outcome.Later<>(who + " answers " + status.value(), asked.orElse(null), true));
        }
        return body.map(text -> new Outcome.Refused<>(who + " answers " + status.value() + ": " + shortened(text)));
    }

    private Outcome<Answer> noAnswer(WebClientException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return new Outcome.Later<>(
                "no answer from " + who + ": " + cause.getClass().getSimpleName(), null, true);
    }

    private static String shortened(String body) {
        String line = body.replaceAll("\\s+", " ").strip();
        return line.length() > MOST_WORDS ? line.substring(0, MOST_WORDS) : line;
    }
}
