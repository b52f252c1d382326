package dev.firebreak.incident.idempotency;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Deletes answers that are no longer kept. */
@Component
class Forgetting implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Forgetting.class);
    private static final Duration EVERY = Duration.ofHours(1);

    private final KeptAnswers answers;
    private volatile @Nullable Disposable running;

    Forgetting(KeptAnswers answers) {
        this.answers = answers;
    }

    @Override
    public void start() {
        Mono<Long> forget = answers.forget().onErrorResume(problem -> {
            LOG.atWarn().setCause(problem).log("old answers cannot be deleted, tried again in an hour");
            return Mono.empty();
        });
        running = Flux.interval(EVERY)
                .onBackpressureDrop()
                .concatMap(_ -> forget, 1)
                .subscribe();
    }

    @Override
    public void stop() {
        @Nullable Disposable current = running;
        if (current != null) {
            current.dispose();
        }
        running = null;
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }
}
