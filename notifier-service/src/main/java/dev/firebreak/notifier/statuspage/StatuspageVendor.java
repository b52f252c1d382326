package dev.firebreak.notifier.statuspage;

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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;

/**
 * Keeps a page's incident in step with ours. The page is read first, so that nothing is told twice and an incident that
 * a runbook's own step opened there is gone on with.
 */
class StatuspageVendor implements Vendor {
    /** One request a second, and there are two for each thing to tell. */
    private static final Rate RATE = new Rate(0.5, 1);

    private final HttpMessenger http;
    private final Secrets secrets;
    private final URI api;

    StatuspageVendor(HttpMessenger http, Secrets secrets, URI api) {
        this.http = http;
        this.secrets = secrets;
        this.api = api;
    }

    @Override
    public String name() {
        return "statuspage";
    }

    @Override
    public boolean reaches(Receiver receiver) {
        return receiver instanceof Receiver.Statuspage;
    }

    @Override
    public boolean tells(Transition.Kind kind) {
        return switch (kind) {
            case OPENED, ESCALATED, ACKNOWLEDGED, MITIGATED, RESOLVED, REOPENED -> true;
            case APPROVAL_REQUESTED, NOTED, ASSIGNED, NEXT_LEVEL, UNDELIVERED -> false;
        };
    }

    @Override
    public String destination(Receiver receiver) {
        return receiver instanceof Receiver.Statuspage page ? page.pageSecret() : "";
    }

    @Override
    public Rate rate() {
        return RATE;
    }

    @Override
    public Mono<Outcome<String>> send(Bundle bundle) {
        Bundle.Item item = bundle.first();
        if (!(item.message().receiver() instanceof Receiver.Statuspage page)) {
            throw new IllegalArgumentException(
                    "no status page: " + item.message().receiver());
        }
        Optional<String> missing = Stream.of(page.pageSecret(), page.tokenSecret())
                .filter(name -> secrets.find(name).isEmpty())
                .findFirst();
        return missing.isPresent()
                ? Mono.just(new Outcome.Refused<>("no secret '" + missing.get() + "': set "
                        + String.join(" or ", Secrets.settingNames(missing.get()))))
                : http.ask(call(page, HttpMethod.GET, "/unresolved", null))
                        .flatMap(read -> read.then(answer -> tell(page, item, answer.body())));
    }

    private Mono<Outcome<String>> tell(Receiver.Statuspage page, Bundle.Item item, String unresolved) {
        Optional<OnThePage> there;
        try {
            there = OnThePage.among(unresolved, item.incident().id());
        } catch (IllegalArgumentException e) { // a proxy's page, or half an answer
            return Mono.just(new Outcome.Later<>("the status page cannot be read: " + e.getMessage(), null, false));
        }
        PublicWord word = PublicWord.of(item.message(), item.incident());
        if (there.isEmpty()) {
            return word.status().equals("resolved")
                            || !begins(item.message().transition().kind())
                    ? said("nothing unresolved is on the page")
                    : http.send(call(page, HttpMethod.POST, "", word.body(item.incident())));
        }
        boolean known = there.get().says().equals(word) || PublicWord.onlyOpens(item.message());
        return known
                ? said("the page says so already")
                : http.send(
                        call(page, HttpMethod.PATCH, "/" + encoded(there.get().id()), word.body(null)));
    }

    /** Whoever took it off the page meant it: only what is new or worse opens it again. */
    private static boolean begins(Transition.Kind kind) {
        return switch (kind) {
            case OPENED, ESCALATED, REOPENED -> true;
            case ACKNOWLEDGED, MITIGATED, RESOLVED, APPROVAL_REQUESTED, NOTED, ASSIGNED, NEXT_LEVEL, UNDELIVERED ->
                false;
        };
    }

    private static Mono<Outcome<String>> said(String receipt) {
        return Mono.just(new Outcome.Delivered<>(receipt));
    }

    private HttpMessenger.Call call(Receiver.Statuspage page, HttpMethod method, String below, @Nullable String body) {
        String id = secrets.require(page.pageSecret()).reveal();
        Secret token = secrets.require(page.tokenSecret());
        return new HttpMessenger.Call(
                page.pageSecret(),
                method,
                URI.create(api + "/pages/" + encoded(id) + "/incidents" + below),
                headers -> {
                    headers.set("Authorization", "OAuth " + token.reveal());
                    headers.setContentType(MediaType.APPLICATION_JSON);
                },
                body);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
