package dev.firebreak.notifier.pagerduty;

import com.github.dikhan.pagerduty.client.events.domain.PagerDutyEvent;
import dev.firebreak.model.Secret;
import dev.firebreak.model.Secrets;
import dev.firebreak.model.incident.Receiver;
import dev.firebreak.notifier.delivery.Outcome;
import dev.firebreak.notifier.delivery.Rate;
import dev.firebreak.notifier.message.Bundle;
import dev.firebreak.notifier.message.HttpMessenger;
import dev.firebreak.notifier.message.Vendor;
import dev.firebreak.notifier.obligation.Transition;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Hands events to PagerDuty: each incident's by itself, because it is answered there by itself too, and in a storm one for
 * many. Sending one again is harmless because of its key.
 */
class PagerDutyVendor implements Vendor {
    private static final String NAME = "pagerduty";
    private static final int LARGEST = 512 * 1024;

    private final HttpMessenger http;
    private final PagerDutyEvents events;
    private final Bundles bundles;
    private final Secrets secrets;
    private final PagerDutySettings settings;

    PagerDutyVendor(
            HttpMessenger http, PagerDutyEvents events, Bundles bundles, Secrets secrets, PagerDutySettings settings) {
        this.http = http;
        this.events = events;
        this.bundles = bundles;
        this.secrets = secrets;
        this.settings = settings;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean reaches(Receiver receiver) {
        return receiver instanceof Receiver.PagerDuty;
    }

    @Override
    public boolean tells(Transition.Kind kind) {
        return switch (kind) {
            case OPENED, ESCALATED, REOPENED, ACKNOWLEDGED, RESOLVED -> true;
            case APPROVAL_REQUESTED, MITIGATED, NOTED, ASSIGNED, NEXT_LEVEL, UNDELIVERED -> false;
        };
    }

    /** PagerDuty throttles each routing key by itself. */
    @Override
    public String destination(Receiver receiver) {
        return receiver instanceof Receiver.PagerDuty pagerDuty ? pagerDuty.routingKeySecret() : "";
    }

    @Override
    public Rate rate() {
        return settings.rate();
    }

    @Override
    public int bundlesFrom() {
        return settings.bundlesFrom() > 0 ? settings.bundlesFrom() : NEVER;
    }

    @Override
    public Mono<Outcome<String>> send(Bundle bundle) {
        String name = destination(bundle.first().message().receiver());
        Optional<Secret> routingKey = secrets.find(name);
        if (routingKey.isEmpty()) {
            return Mono.just(new Outcome.Refused<>("no secret '" + name + "': set "
                    + String.join(" or ", Secrets.settingNames(name)) + " to the integration's routing key"));
        }
        return bundle.isDigest()
                ? bundles.form(bundle).flatMap(id -> send(events.digest(id, bundle, routingKey.get())))
                : send(bundle.first(), routingKey.get());
    }

    private Mono<Outcome<String>> send(Bundle.Item item, Secret routingKey) {
        PagerDutyEvent own = events.event(item.message(), item.incident(), routingKey);
        return bundles.changed(
                        item.incident().id(), state(item.message().transition().kind()))
                .collectList()
                .flatMap(together -> together.isEmpty() ? send(own) : send(item, together, own, routingKey));
    }

    /** Of a bundle's incident nothing is said there but by the bundle, unless it leaves it now. */
    private Mono<Outcome<String>> send(
            Bundle.Item item, List<Bundles.Together> together, PagerDutyEvent own, Secret routingKey) {
        boolean leaves = state(item.message().transition().kind()) == Bundles.State.LEFT;
        List<PagerDutyEvent> due = new ArrayList<>();
        if (leaves) {
            due.add(own);
        }
        together.forEach(bundle -> events.ofBundle(bundle, routingKey).ifPresent(due::add));
        Outcome<String> unsaid =
                new Outcome.Delivered<>("part of a bundle of PagerDuty's, in which others are waited for");
        return Flux.fromIterable(due)
                .concatMap(this::send)
                .takeUntil(outcome -> !(outcome instanceof Outcome.Delivered<String>))
                .last(unsaid);
    }

    /** Whoever is called for once more has an alert of its own from then on. */
    private static Bundles.State state(Transition.Kind kind) {
        return switch (kind) {
            case ACKNOWLEDGED -> Bundles.State.ACKNOWLEDGED;
            case RESOLVED -> Bundles.State.OVER;
            case OPENED, ESCALATED, REOPENED, APPROVAL_REQUESTED, MITIGATED, NOTED, ASSIGNED, NEXT_LEVEL, UNDELIVERED ->
                Bundles.State.LEFT;
        };
    }

    private Mono<Outcome<String>> send(PagerDutyEvent event) {
        byte[] body = PagerDutyJson.bytes(event);
        if (body.length > LARGEST) {
            return Mono.just(
                    new Outcome.Refused<>("the event has " + body.length + " bytes, PagerDuty takes " + LARGEST));
        }
        return http.send(new HttpMessenger.Call(
                NAME,
                HttpMethod.POST,
                URI.create(settings.api() + "/v2/enqueue"),
                headers -> headers.setContentType(MediaType.APPLICATION_JSON),
                new String(body, StandardCharsets.UTF_8)));
    }
}
