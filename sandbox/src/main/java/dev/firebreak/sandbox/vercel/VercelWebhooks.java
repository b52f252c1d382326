package dev.firebreak.sandbox.vercel;

import dev.firebreak.model.Secret;
import dev.firebreak.model.wire.HexHmac;
import dev.firebreak.sandbox.SandboxSettings;
import dev.firebreak.sandbox.call.Answer;
import dev.firebreak.sandbox.call.Deliveries;
import dev.firebreak.sandbox.call.Poster;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Sends signed webhooks. */
@Component
public class VercelWebhooks implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(VercelWebhooks.class);

    private final Poster poster;
    private final URI url;
    private final List<Secret> secrets;
    private final Deliveries deliveries = new Deliveries("sandbox-vercel-webhooks", this::post);

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
        return deliveries.send(bodies);
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

    List<Deliveries.Sent> sent() {
        return deliveries.sent();
    }

    @Override
    public void destroy() {
        deliveries.close();
    }
}
