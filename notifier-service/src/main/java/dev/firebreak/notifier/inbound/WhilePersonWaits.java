package dev.firebreak.notifier.inbound;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;

/** Waits on a virtual thread for what a person's answer needs, never longer than the person would. */
public final class WhilePersonWaits {
    private WhilePersonWaits() {}

    /**
     * Empty when the source is.
     *
     * @throws UnavailableException when it fails or takes longer than {@code atMost}
     */
    public static <T> Optional<T> get(Mono<T> source, Duration atMost) {
        try {
            return Optional.ofNullable(source.toFuture().get(atMost.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("stopping", e);
        } catch (TimeoutException | ExecutionException e) {
            throw new UnavailableException("no answer in " + atMost, e);
        }
    }
}
