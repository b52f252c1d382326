package dev.firebreak.remediation.outgoing;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.reactor.bulkhead.operator.BulkheadOperator;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.github.resilience4j.reactor.retry.RetryOperator;
import io.github.resilience4j.reactor.timelimiter.TimeLimiterOperator;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.timelimiter.TimeLimiter;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferLimitException;
import reactor.core.publisher.Mono;

/** Time limit, breaker and bulkhead per host, and one repeat of what only reads. Turns failures into answers. */
final class HostLimits {
    private final CircuitBreakerRegistry breakers;
    private final BulkheadRegistry bulkheads;
    private final Retry readAgain = Retry.of(
            "read",
            RetryConfig.custom()
                    .maxAttempts(2)
                    .waitDuration(Duration.ofMillis(200))
                    .retryOnException(HostLimits::isWorthAnotherTry)
                    .build());

    HostLimits(EgressSettings settings) {
        breakers = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowSize(20)
                .minimumNumberOfCalls(10)
                .waitDurationInOpenState(settings.breakerOpenFor())
                .permittedNumberOfCallsInHalfOpenState(3)
                // a status is an answer: only silence counts against a host
                .ignoreException(e -> rootOf(e) instanceof DeadlinePassedException
                        || rootOf(e) instanceof AddressRefusedException
                        || rootOf(e) instanceof DataBufferLimitException)
                .build());
        bulkheads = BulkheadRegistry.of(BulkheadConfig.custom()
                .maxConcurrentCalls(settings.callsAtOnce())
                .build());
    }

    Mono<Answer> around(Call call, Mono<Answer> sent) {
        String host = call.uri().getHost() + ":" + call.uri().getPort();
        CircuitBreaker breaker = breakers.circuitBreaker(host);
        Bulkhead bulkhead = bulkheads.bulkhead(host);
        Mono<Answer> limited = sent.transformDeferred(TimeLimiterOperator.of(TimeLimiter.of(call.timeout())))
                .transformDeferred(CircuitBreakerOperator.of(breaker))
                .transformDeferred(BulkheadOperator.of(bulkhead));
        if (call.isRead()) {
            limited = limited.transformDeferred(RetryOperator.of(readAgain));
        }
        return limited.onErrorResume(Exception.class, e -> Mono.just(judge(call, e)));
    }

    /** Texts of our own: a library's message may quote what was sent. */
    private static Answer judge(Call call, Throwable error) {
        String place = Call.readable(call.uri());
        return switch (rootOf(error)) {
            case DeadlinePassedException e -> new Answer.NotSent(String.valueOf(e.getMessage()));
            case AddressRefusedException e -> new Answer.NotSent(String.valueOf(e.getMessage()));
            case CallNotPermittedException _ ->
                new Answer.NotSent(place + " was silent too often: calls to it rest for a moment");
            case BulkheadFullException _ -> new Answer.NotSent("too many calls to " + place + " at once");
            case UnknownHostException _ ->
                new Answer.NotSent("no address is known for " + call.uri().getHost());
            case ConnectException _ -> new Answer.NotSent("cannot connect to " + place);
            case TimeoutException _ ->
                new Answer.Lost(
                        "no answer from " + place + " in " + call.timeout().toMillis() + " ms");
            case DataBufferLimitException _ -> new Answer.Lost("the answer from " + place + " is larger than 1 MiB");
            case IOException _ -> new Answer.Lost("the connection to " + place + " broke");
            case Throwable e ->
                new Answer.Lost(
                        "the call to " + place + " failed: " + e.getClass().getSimpleName());
        };
    }

    private static boolean isWorthAnotherTry(Throwable error) {
        Throwable root = rootOf(error);
        return root instanceof IOException && !(root instanceof AddressRefusedException);
    }

    static Throwable rootOf(Throwable error) {
        Throwable root = error;
        @Nullable Throwable cause = error.getCause();
        while (cause != null && !(root instanceof ConnectException)) {
            root = cause;
            cause = root.getCause();
        }
        return root;
    }
}
