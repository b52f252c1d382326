package dev.firebreak.sandbox.vercel;

import dev.firebreak.model.Secret;
import dev.firebreak.model.wire.HexHmac;
import dev.firebreak.sandbox.SandboxSettings;
import dev.firebreak.sandbox.call.Answer;
import dev.firebreak.sandbox.call.Poster;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Sends signed webhooks one after the other, each again with growing pauses until it is taken. */
@Component
public class VercelWebhooks implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(VercelWebhooks.class);
    private static final int TRIES = 8;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final int REMEMBERED = 1_000;

    /** @param status 0 when nobody answered */
    public record Sent(String body, int status, String answer, int tries) {}

    private final Poster poster;
    private final URI url;
    private final List<Secret> secrets;
    private final ExecutorService queue = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("sandbox-vercel-webhooks").factory());
    private final Deque<Sent> sent = new ArrayDeque<>();

    VercelWebhooks(Poster poster, SandboxSettings settings) {
        this.poster = poster;
        this.url = settings.ingest().resolve("/webhooks/vercel");
        this.secrets = settings.vercel().webhookSecrets();
    }

    /** Completes with whether all were taken. */
    public CompletableFuture<Boolean> send(List<String> bodies) {
        if (secrets.isEmpty()) {
            log.warn("no webhook is sent: FIREBREAK_VERCEL_SECRETS is not set, so nothing can be signed");
            return CompletableFuture.completedFuture(false);
        }
        return CompletableFuture.supplyAsync(
                () -> bodies.stream().map(this::deliver).reduce(true, Boolean::logicalAnd), queue);
    }

    private boolean deliver(String body) {
        Sent result = new Sent(body, 0, "", 0);
        Duration pause = FIRST_PAUSE;
        while (result.tries() < TRIES) {
            result = attempt(body, result.tries() + 1);
            if (result.status() >= 200 && result.status() < 300) {
                break;
            }
            if (!sleep(pause)) {
                break;
            }
            pause = pause.multipliedBy(2);
        }
        remember(result);
        return result.status() >= 200 && result.status() < 300;
    }

    private Sent attempt(String body, int tries) {
        try {
            Answer answer = post(body);
            return new Sent(body, answer.status(), answer.body(), tries);
        } catch (Poster.NoAnswer e) {
            return new Sent(body, 0, String.valueOf(e.getMessage()), tries);
        }
    }

    /** Once, and whatever the answer is. */
    public Answer post(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return poster.post(url, headers(bytes), bytes);
    }

    public URI url() {
        return url;
    }

    /** @throws IllegalArgumentException when there is no secret to sign with */
    public Map<String, String> headers(byte[] body) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("set FIREBREAK_VERCEL_SECRETS: nothing can be signed without it");
        }
        return Map.of(
                "Content-Type", "application/json",
                "User-Agent", "Vercel Webhooks (sandbox)",
                "x-vercel-signature", new HexHmac(HexHmac.SHA1, secrets.getFirst()).sign(body));
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

    synchronized List<Sent> sent() {
        return List.copyOf(sent);
    }

    @Override
    public void destroy() {
        queue.shutdownNow();
    }
}
