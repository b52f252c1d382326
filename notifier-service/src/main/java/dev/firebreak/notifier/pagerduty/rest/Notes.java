package dev.firebreak.notifier.pagerduty.rest;

import dev.firebreak.notifier.delivery.Outcome;
import dev.firebreak.notifier.message.Bundle;
import reactor.core.publisher.Mono;

/** Writes on PagerDuty's incident what people wrote down here, each thing once. */
class Notes {
    private final Errand errand;
    private final PagerDutyRest rest;
    private final RestStore store;

    Notes(Errand errand, PagerDutyRest rest, RestStore store) {
        this.errand = errand;
        this.rest = rest;
        this.store = store;
    }

    Mono<Outcome<String>> write(Bundle.Item item) {
        return store.key(item.incident().id())
                .flatMap(key -> errand.onEach(key, item.message().attempts(), theirs -> write(item, theirs.id())));
    }

    private Mono<Outcome<String>> write(Bundle.Item item, String incident) {
        NoteMark mark = NoteMark.of(item.message(), item.incident());
        String words = item.message().words();
        Mono<Outcome<String>> written = rest.addNote(incident, mark.before(words == null ? "" : words));
        return store.begin(incident, mark, item.message().id()).flatMap(begun -> switch (begun) {
            case NOW -> written;
            case BEFORE ->
                rest.marks(incident)
                        .flatMap(there -> there.then(
                                marks -> marks.contains(mark) ? Errand.said("PagerDuty has it already") : written));
            case BY_ANOTHER -> Errand.byAnother();
        });
    }
}
