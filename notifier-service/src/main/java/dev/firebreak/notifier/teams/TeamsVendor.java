package dev.firebreak.notifier.teams;

import dev.firebreak.model.Secrets;
import dev.firebreak.model.incident.Receiver;
import dev.firebreak.notifier.delivery.Outcome;
import dev.firebreak.notifier.delivery.Rate;
import dev.firebreak.notifier.message.Bundle;
import dev.firebreak.notifier.message.HttpMessenger;
import dev.firebreak.notifier.message.News;
import dev.firebreak.notifier.message.SecretAddress;
import dev.firebreak.notifier.message.Vendor;
import dev.firebreak.notifier.obligation.Transition;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;

/** Channels of Microsoft Teams, through the address that a workflow "when a webhook request is received" has. */
class TeamsVendor implements Vendor {
    /** Teams takes four requests a second and slows down who asks for more. */
    private static final Rate RATE = new Rate(1, 4);

    private static final int BUNDLES_FROM = 5;

    private final HttpMessenger http;
    private final Secrets secrets;
    private final @Nullable URI console;

    TeamsVendor(HttpMessenger http, Secrets secrets, @Nullable URI console) {
        this.http = http;
        this.secrets = secrets;
        this.console = console;
    }

    @Override
    public String name() {
        return "teams";
    }

    @Override
    public boolean reaches(Receiver receiver) {
        return receiver instanceof Receiver.Teams;
    }

    @Override
    public boolean tells(Transition.Kind kind) {
        return true;
    }

    @Override
    public String destination(Receiver receiver) {
        return receiver instanceof Receiver.Teams teams ? teams.urlSecret() : "";
    }

    @Override
    public Rate rate() {
        return RATE;
    }

    @Override
    public int bundlesFrom() {
        return BUNDLES_FROM;
    }

    @Override
    public Mono<Outcome<String>> send(Bundle bundle) {
        String secret = destination(bundle.first().message().receiver());
        return switch (SecretAddress.of(secret, secrets)) {
            case SecretAddress.Unusable(String reason) -> Mono.just(new Outcome.Refused<>(reason));
            case SecretAddress.Found(URI address) ->
                http.send(new HttpMessenger.Call(
                        secret,
                        HttpMethod.POST,
                        address,
                        headers -> headers.setContentType(MediaType.APPLICATION_JSON),
                        AdaptiveCard.of(News.of(bundle, console))));
        };
    }
}
