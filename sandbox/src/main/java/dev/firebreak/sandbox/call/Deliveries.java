package dev.firebreak.sandbox.call;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Delivers a provider's webhooks one after the other, each again with growing pauses until it is taken. */
public final class Deliveries implements AutoCloseable {
    private static final int TRIES = 8;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final int REMEMBERED = 1_000;

    /** @param status 0 when nobody answered */
    public record Sent(String body, int status, String answer, int tries) {
        boolean isTaken() {
            return status >= 200 && status < 300;
        }
    }

    private final Function<String, Answer> post;
    private final ExecutorService queue;
    private final Deque<Sent> sent = new ArrayDeque<>();

    /** @param post sends one body once; fails with {@link Poster.NoAnswer} when nobody answers */
    public Deliveries(String name, Function<String, Answer> post) {
        this.post = post;
        this.queue = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    /** Completes with whether all were taken. */
    public CompletableFuture<Boolean> send(List<String> bodies) {
        return CompletableFuture.supplyAsync(
                () -> bodies.stream().map(this::deliver).reduce(true, Boolean::logicalAnd), queue);
    }

    private boolean deliver(String body) {
        Sent result = attempt(body, 1);
        Duration pause = FIRST_PAUSE;
        while (!result.isTaken() && result.tries() < TRIES && sleep(pause)) {
            result = attempt(body, result.tries() + 1);
            pause = pause.multipliedBy(2);
        }
        remember(result);
        return result.isTaken();
    }

    private Sent attempt(String body, int tries) {
        try {
            Answer answer = post.apply(body);
            return new Sent(body, answer.status(), answer.body(), tries);
        } catch (Poster.NoAnswer e) {
            return new Sent(body, 0, String.valueOf(e.getMessage()), tries);
        }
    }

    private static boolean sleep(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized void remember(Sent result) {
        sent.addLast(result);
        if (sent.size() > REMEMBERED) {
            sent.removeFirst();
        }
    }

    public synchronized List<Sent> sent() {
        return List.copyOf(sent);
    }

    @Override
    public void close() {
        queue.shutdownNow();
    }
}
