package dev.firebreak.notifier.pagerduty.rest;

import dev.firebreak.model.incident.Receiver;
import dev.firebreak.notifier.delivery.Outcome;
import dev.firebreak.notifier.delivery.Rate;
import dev.firebreak.notifier.message.Bundle;
import dev.firebreak.notifier.message.Vendor;
import dev.firebreak.notifier.obligation.Transition;
import reactor.core.publisher.Mono;

/**
 * Does on PagerDuty's incident what events cannot: notes, its owner, its escalation level. A vendor of its own beside the
 * one of the events: nobody must be called late, or an alert stay open, because of it.
 */
class RestVendor implements Vendor {
    /** PagerDuty allows 960 requests a minute for a token, and others use it, too; an errand takes two or three. */
    private static final Rate RATE = new Rate(2, 20);

    private final RestSettings settings;
    private final RestStore store;
    private final Notes notes;
    private final Handover handover;
    private final NextLevel nextLevel;

    RestVendor(PagerDutyRest rest, RestStore store, RestSettings settings) {
        Errand errand = new Errand(rest);
        this.settings = settings;
        this.store = store;
        this.notes = new Notes(errand, rest, store);
        this.handover = new Handover(errand, rest, store);
        this.nextLevel = new NextLevel(errand, rest, store);
    }

    @Override
    public String name() {
        return "pagerduty-rest";
    }

    @Override
    public boolean reaches(Receiver receiver) {
        return receiver instanceof Receiver.PagerDuty && settings.isGiven();
    }

    @Override
    public boolean tells(Transition.Kind kind) {
        return switch (kind) {
            case NOTED, ASSIGNED, NEXT_LEVEL -> true;
            case OPENED, ESCALATED, APPROVAL_REQUESTED, ACKNOWLEDGED, MITIGATED, RESOLVED, REOPENED, UNDELIVERED ->
                false;
        };
    }

    /** One account: its budget is the token's. */
    @Override
    public String destination(Receiver receiver) {
        return "account";
    }

    @Override
    public Rate rate() {
        return RATE;
    }

    @Override
    public Mono<Outcome<String>> send(Bundle bundle) {
        if (!settings.isGiven() || settings.from().isBlank()) {
            return Mono.just(new Outcome.Refused<>(
                    "this needs FIREBREAK_PAGERDUTY_REST_TOKEN, an API key of PagerDuty's that may write, and"
                            + " FIREBREAK_PAGERDUTY_REST_FROM, the e-mail address of a user there"));
        }
        return store.forgetLongOver().then(send(bundle.first()));
    }

    private Mono<Outcome<String>> send(Bundle.Item item) {
        return switch (item.message().transition().kind()) {
            case NOTED -> notes.write(item);
            case ASSIGNED -> handover.make(item);
            case NEXT_LEVEL -> nextLevel.call(item);
            case OPENED, ESCALATED, APPROVAL_REQUESTED, ACKNOWLEDGED, MITIGATED, RESOLVED, REOPENED, UNDELIVERED ->
                throw new IllegalArgumentException(
                        "nothing for the REST API: " + item.message().transition());
        };
    }
}
