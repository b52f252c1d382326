package dev.firebreak.notifier.delivery;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** What stands around every call to a vendor. */
public class Guards {
    /**
     * How long nothing goes to a destination whose breaker is open. It is asked again so soon because the breaker alone
     * decides when a vendor is tried again.
     */
    public static final Duration REST = Duration.ofSeconds(1);

    private static final Duration OPEN = Duration.ofSeconds(10);
    private static final Duration SECOND_TRY = Duration.ofMillis(200);

    private final CircuitBreakerRegistry breakers = CircuitBreakerRegistry.ofDefaults();

    public Guards(MeterRegistry metrics) {
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(metrics);
    }

    /** Opens when half of the last twenty calls brought no proper answer. Being asked for less is a proper answer. */
    public CircuitBreaker breaker(String vendor) {
        return breakers.circuitBreaker(
                vendor,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(20)
                        .minimumNumberOfCalls(10)
                        .waitDurationInOpenState(OPEN)
                        .permittedNumberOfCallsInHalfOpenState(2)
                        .recordResult(answer -> answer instanceof Outcome.Later<?> later && !later.isThrottled())
                        .build());
    }

    public TimeLimiter timeLimiter(String vendor, Duration timeout) {
        return TimeLimiter.of(
                vendor, TimeLimiterConfig.custom().timeoutDuration(timeout).build());
    }

    /** One quick second try, for calls that may safely arrive twice. */
    public Retry secondTry(String vendor) {
        return Retry.of(
                vendor,
                RetryConfig.custom()
                        .maxAttempts(2)
                        .waitDuration(SECOND_TRY)
                        .retryOnResult(answer -> answer instanceof Outcome.Later<?> later && !later.isThrottled())
                        .retryOnException(_ -> false)
                        .build());
    }
}
