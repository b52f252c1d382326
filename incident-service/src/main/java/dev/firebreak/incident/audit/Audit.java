package dev.firebreak.incident.audit;

import dev.firebreak.incident.audit.AuditEntry.Kind;
import dev.firebreak.model.Actor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes entries down. A change is written before it is done, so none is without an entry. Refusals are cheap to cause:
 * they are written in batches, and those that come faster than that are only counted.
 */
@Component
public class Audit implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Audit.class);
    private static final int WAITING_AT_MOST = 1_000;
    private static final int LONGEST_PATH = 300;
    private static final Duration WRITE_EVERY = Duration.ofMillis(500);
    private static final Duration FORGET_EVERY = Duration.ofHours(1);

    private final AuditStore entries;
    private final AuditSettings settings;
    private final InstantSource clock;
    private final BlockingQueue<AuditEntry> refusals = new ArrayBlockingQueue<>(WAITING_AT_MOST);
    private final AtomicLong uncounted = new AtomicLong();
    private final AtomicBoolean isFailing = new AtomicBoolean();
    private volatile @Nullable Disposable running;

    Audit(AuditStore entries, AuditSettings settings, InstantSource clock) {
        this.entries = entries;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param actor null when it is not known who asked */
    public void refused(ServerHttpRequest request, @Nullable Actor actor, int status, String detail) {
        if (!refusals.offer(entry(Kind.REFUSAL, request, actor, status, detail))) {
            uncounted.incrementAndGet();
        }
    }

    /** Answers the entry's number once it is written down. */
    Mono<Long> begun(ServerHttpRequest request, @Nullable Actor actor) {
        return entries.add(List.of(entry(Kind.CHANGE, request, actor, null, null)));
    }

    Mono<Void> finished(long number, int status) {
        return entries.finished(number, status);
    }

    private AuditEntry entry(
            Kind kind,
            ServerHttpRequest request,
            @Nullable Actor actor,
            @Nullable Integer status,
            @Nullable String detail) {
        String path = request.getPath().value().replace("\0", "");
        return new AuditEntry(
                0,
                clock.instant(),
                kind,
                actor,
                address(request),
                request.getMethod().name(),
                path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH) + "…",
                status,
                detail);
    }

    private static String address(ServerHttpRequest request) {
        @Nullable InetSocketAddress remote = request.getRemoteAddress();
        return remote == null || remote.getAddress() == null
                ? "unknown"
                : remote.getAddress().getHostAddress();
    }

    private Mono<Long> writeRefusals() {
        List<AuditEntry> batch = new ArrayList<>();
        refusals.drainTo(batch);
        long more = uncounted.getAndSet(0);
        if (more > 0 && !batch.isEmpty()) {
            AuditEntry last = batch.removeLast();
            batch.add(new AuditEntry(
                    0,
                    last.at(),
                    last.kind(),
                    last.actor(),
                    last.address(),
                    last.method(),
                    last.path(),
                    last.status(),
                    last.detail() + "; and " + more + " refusals right after it"));
        }
        return entries.add(batch).doOnSuccess(_ -> isFailing.set(false)).onErrorResume(problem -> {
            uncounted.addAndGet(more);
            batch.forEach(each -> {
                if (!refusals.offer(each)) {
                    uncounted.incrementAndGet();
                }
            });
            if (!isFailing.getAndSet(true)) {
                LOG.atWarn().setCause(problem).log("refusals cannot be written down, tried again until they can");
            }
            return Mono.empty();
        });
    }

    @Override
    public void start() {
        Mono<Long> forget = entries.forgetOlderThan(settings.keptFor()).onErrorResume(problem -> {
            LOG.atWarn().setCause(problem).log("old audit entries cannot be deleted, tried again in an hour");
            return Mono.empty();
        });
        running =
                Disposables.composite(every(WRITE_EVERY, Mono.defer(this::writeRefusals)), every(FORGET_EVERY, forget));
    }

    private static Disposable every(Duration pause, Mono<Long> work) {
        return Flux.interval(pause).onBackpressureDrop().concatMap(_ -> work, 1).subscribe();
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
