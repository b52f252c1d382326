package dev.firebreak.eventlog;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Forgets what nobody repeats any more. */
final class InboxCleanup implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(InboxCleanup.class);
    private static final Duration EVERY = Duration.ofHours(1);

    private final Inbox inbox;
    private final Duration keptFor;
    private volatile @Nullable Disposable running;

    InboxCleanup(Inbox inbox, Duration keptFor) {
        this.inbox = inbox;
        this.keptFor = keptFor;
    }

    @Override
    public void start() {
        running = Flux.interval(EVERY)
                .onBackpressureDrop()
                .concatMap(_ -> inbox.forgetOlderThan(keptFor).onErrorResume(problem -> {
                    LOG.warn("inbox not cleaned, tried again in {}: {}", EVERY, problem.toString());
                    return Mono.empty();
                }))
                .subscribe();
    }

    @Override
    public void stop() {
        Disposable current = running;
        running = null;
        if (current != null) {
            current.dispose();
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }
}
