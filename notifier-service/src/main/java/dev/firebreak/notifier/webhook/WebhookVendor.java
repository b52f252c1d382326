package dev.firebreak.notifier.webhook;

import dev.firebreak.model.Secret;
import dev.firebreak.model.Secrets;
import dev.firebreak.model.incident.Receiver;
import dev.firebreak.notifier.command.CommandIds;
import dev.firebreak.notifier.delivery.Outcome;
import dev.firebreak.notifier.delivery.Rate;
import dev.firebreak.notifier.message.Bundle;
import dev.firebreak.notifier.message.HttpMessenger;
import dev.firebreak.notifier.message.SecretAddress;
import dev.firebreak.notifier.message.Vendor;
import dev.firebreak.notifier.obligation.Transition;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;

/** Sends signed messages to other programs, each incident's by itself: programs do not tire. */
class WebhookVendor implements Vendor {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookVendor.class);
    private static final Rate RATE = new Rate(10, 20);

    private final HttpMessenger http;
    private final Secrets secrets;
    private final StandingStore standings;
    private final Terms terms;
    private final InstantSource clock;

    WebhookVendor(HttpMessenger http, Secrets secrets, StandingStore standings, Terms terms, InstantSource clock) {
        this.http = http;
        this.secrets = secrets;
        this.standings = standings;
        this.terms = terms;
        this.clock = clock;
    }

    /** @param console null leaves its link out */
    record Terms(WebhookSettings settings, @Nullable URI console) {}

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public boolean reaches(Receiver receiver) {
        return receiver instanceof Receiver.Webhook;
    }

    @Override
    public boolean tells(Transition.Kind kind) {
        return true;
    }

    @Override
    public String destination(Receiver receiver) {
        return receiver instanceof Receiver.Webhook webhook ? webhook.urlSecret() : "";
    }

    @Override
    public Rate rate() {
        return RATE;
    }

    @Override
    public Mono<Outcome<String>> send(Bundle bundle) {
        Bundle.Item item = bundle.first();
        if (!(item.message().receiver() instanceof Receiver.Webhook webhook)) {
            throw new IllegalArgumentException("no webhook: " + item.message().receiver());
        }
        Optional<Secret> key = secrets.find(webhook.keySecret());
        if (key.isEmpty()) {
            return refused("no secret '" + webhook.keySecret() + "': set "
                    + String.join(" or ", Secrets.settingNames(webhook.keySecret())));
        }
        return switch (SecretAddress.of(webhook.urlSecret(), secrets)) {
            case SecretAddress.Unusable(String reason) -> refused(reason);
            case SecretAddress.Found(URI address) -> send(item, webhook, address, key.get());
        };
    }

    private Mono<Outcome<String>> send(Bundle.Item item, Receiver.Webhook webhook, URI address, Secret key) {
        StandardWebhook signature;
        try {
            signature = StandardWebhook.of(key);
        } catch (IllegalArgumentException e) { // the operator's mistake; the key itself is not told
            return refused("secret '" + webhook.keySecret() + "': " + e.getMessage());
        }
        String hash = CommandIds.of(address.toString()).toString();
        return standings
                .load(webhook.urlSecret(), hash)
                .flatMap(standing -> standing.isDisabled()
                        ? refused("switched off since " + standing.disabledAt() + ", because: " + standing.reason())
                        : http.send(call(item, webhook, address, signature))
                                .flatMap(outcome ->
                                        keep(webhook, standing, outcome).thenReturn(outcome)));
    }

    private HttpMessenger.Call call(
            Bundle.Item item, Receiver.Webhook webhook, URI address, StandardWebhook signature) {
        String body = WebhookBody.of(item, terms.console());
        String id = item.message().id().toString();
        Instant now = clock.instant();
        return new HttpMessenger.Call(
                webhook.urlSecret(),
                HttpMethod.POST,
                address,
                headers -> sign(headers, id, now, body, signature),
                body);
    }

    private static void sign(HttpHeaders headers, String id, Instant at, String body, StandardWebhook signature) {
        headers.setContentType(MediaType.APPLICATION_JSON);
        headers.set("webhook-id", id);
        headers.set("webhook-timestamp", Long.toString(at.getEpochSecond()));
        headers.set("webhook-signature", signature.sign(id, at, body));
    }

    private Mono<Void> keep(Receiver.Webhook webhook, Standing before, Outcome<String> outcome) {
        Standing after = before.after(outcome, clock.instant(), terms.settings().giveUpAfter());
        if (after.isDisabled()) {
            LOG.atError()
                    .addKeyValue("receiver", webhook.name())
                    .log("switched off: {}; another address switches it on", after.reason());
        }
        return after.equals(before) ? Mono.empty() : standings.keep(webhook.urlSecret(), after);
    }

    private static Mono<Outcome<String>> refused(String reason) {
        return Mono.just(new Outcome.Refused<>(reason));
    }
}
