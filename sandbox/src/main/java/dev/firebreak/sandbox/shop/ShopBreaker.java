package dev.firebreak.sandbox.shop;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** A real breaker around the shop's calls to an image generator, which is healthy or broken as it is told. */
final class ShopBreaker {
    static final String NAME = "generation";

    private static final int WINDOW = 10;

    /** It stays open until somebody closes it: that is the outage of the runbook. */
    private final CircuitBreakerRegistry registry = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
            .slidingWindowSize(WINDOW)
            .minimumNumberOfCalls(WINDOW / 2)
            .waitDurationInOpenState(Duration.ofHours(1))
            .build());

    private volatile boolean upstreamBroken;

    ShopBreaker() {
        breaker();
    }

    CircuitBreaker breaker() {
        return registry.circuitBreaker(NAME);
    }

    /** Made silently when absent, as the actuator's endpoint does. */
    CircuitBreaker named(String name) {
        return registry.circuitBreaker(name);
    }

    Optional<CircuitBreaker> known(String name) {
        return registry.find(name);
    }

    CircuitBreakerRegistry registry() {
        return registry;
    }

    void breakUpstream(boolean broken) {
        upstreamBroken = broken;
    }

    /** @return whether an image was generated */
    boolean generate() {
        try {
            breaker().executeRunnable(() -> {
                if (upstreamBroken) {
                    throw new IllegalStateException("the image generator fails");
                }
            });
            return true;
        } catch (CallNotPermittedException | IllegalStateException e) { // the shop answers with its fallback
            return false;
        }
    }

    /** Fails real calls until the breaker opens. */
    void trip() {
        boolean before = upstreamBroken;
        upstreamBroken = true;
        for (int call = 0; call < 2 * WINDOW; call++) {
            generate();
        }
        upstreamBroken = before;
    }

    /** After a reset some traffic comes, so a generator that is still broken shows. */
    void reset() {
        breaker().transitionToClosedState();
        for (int call = 0; call < WINDOW && upstreamBroken; call++) {
            generate();
        }
    }

    /** In the shop's own words: closed, open, half_open. */
    String state() {
        return breaker().getState().name().toLowerCase(Locale.ROOT);
    }

    int gauge() {
        return switch (breaker().getState()) {
            case CLOSED, DISABLED, METRICS_ONLY -> 0;
            case HALF_OPEN -> 1;
            case OPEN, FORCED_OPEN -> 2;
        };
    }
}
