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
import java.util.Optional;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;

/**
 * Hands events to PagerDuty, each incident's by itself: it is answered there by itself too. Sending one again is
 * harmless because of its key.
 */
class PagerDutyVendor implements Vendor {
    private static final String NAME = "pagerduty";
    private static final int LARGEST = 512 * 1024;

    private final HttpMessenger http;
    private final PagerDutyEvents events;
    private final Secrets secrets;
    private final PagerDutySettings settings;

    PagerDutyVendor(HttpMessenger http, PagerDutyEvents events, Secrets secrets, PagerDutySettings settings) {
        this.http = http;
        this.events = events;
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
            case APPROVAL_REQUESTED, MITIGATED, UNDELIVERED -> false;
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
    public Mono<Outcome<String>> send(Bundle bundle) {
        Bundle.Item item = bundle.first();
        String name = destination(item.message().receiver());
        Optional<Secret> routingKey = secrets.find(name);
        return routingKey.isPresent()
                ? send(events.event(item.message(), item.incident(), routingKey.get()))
                : Mono.just(new Outcome.Refused<>("no secret '" + name + "': set "
                        + String.join(" or ", Secrets.settingNames(name)) + " to the integration's routing key"));
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
