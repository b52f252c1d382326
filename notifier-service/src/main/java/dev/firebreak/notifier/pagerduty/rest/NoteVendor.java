package dev.firebreak.notifier.pagerduty.rest;

import dev.firebreak.model.incident.Receiver;
import dev.firebreak.notifier.delivery.Outcome;
import dev.firebreak.notifier.delivery.Rate;
import dev.firebreak.notifier.message.Bundle;
import dev.firebreak.notifier.message.Vendor;
import dev.firebreak.notifier.obligation.Transition;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes on PagerDuty's incident what people wrote down here. A vendor of its own beside the one of the events: nobody
 * must be called late, or an alert stay open, because a note cannot be written.
 */
class NoteVendor implements Vendor {
    /** PagerDuty allows 960 requests a minute for a token, and others use it, too; a note takes two or three. */
    private static final Rate RATE = new Rate(2, 20);

    /** About two minutes: an event that was taken is no incident yet, but soon after. */
    private static final int MOST_LOOKS = 8;

    private final PagerDutyRest rest;
    private final NoteStore notes;
    private final RestSettings settings;

    NoteVendor(PagerDutyRest rest, NoteStore notes, RestSettings settings) {
        this.rest = rest;
        this.notes = notes;
        this.settings = settings;
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
        return kind == Transition.Kind.NOTED;
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
                    "notes need FIREBREAK_PAGERDUTY_REST_TOKEN, an API key of PagerDuty's that may write, and"
                            + " FIREBREAK_PAGERDUTY_REST_FROM, the e-mail address of a user there"));
        }
        Bundle.Item item = bundle.first();
        return notes.key(item.incident().id())
                .flatMap(key -> rest.incidents(key)
                        .flatMap(found -> found.then(theirs -> theirs.isEmpty()
                                ? Mono.just(notThere(item.message().attempts(), key.toString()))
                                : write(item, theirs))));
    }

    private static Outcome<String> notThere(int attempts, String key) {
        return attempts < MOST_LOOKS
                ? new Outcome.Later<>("PagerDuty has no incident with the key " + key + " yet", null, false)
                : new Outcome.Refused<>("PagerDuty shows this token no incident with the key " + key
                        + ": FIREBREAK_PAGERDUTY_REST_TOKEN must be of the account that the routing key belongs to");
    }

    private Mono<Outcome<String>> write(Bundle.Item item, List<String> theirs) {
        return Flux.fromIterable(theirs)
                .concatMap(incident -> write(item, incident))
                .takeUntil(outcome -> !(outcome instanceof Outcome.Delivered<String>))
                .last();
    }

    private Mono<Outcome<String>> write(Bundle.Item item, String incident) {
        NoteMark mark = NoteMark.of(item.message(), item.incident());
        String words = item.message().words();
        Mono<Outcome<String>> written = rest.addNote(incident, mark.before(words == null ? "" : words));
        return notes.begin(incident, mark, item.message().id()).flatMap(begun -> switch (begun) {
            case NOW -> written;
            case BEFORE ->
                rest.marks(incident)
                        .flatMap(there ->
                                there.then(marks -> marks.contains(mark) ? said("PagerDuty has it already") : written));
            case BY_ANOTHER -> said("another receiver of the same account brings it");
        });
    }

    private static Mono<Outcome<String>> said(String receipt) {
        return Mono.just(new Outcome.Delivered<>(receipt));
    }
}
