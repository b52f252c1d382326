package dev.firebreak.notifier.pagerduty.rest;

import dev.firebreak.notifier.delivery.Outcome;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One thing to do on each of PagerDuty's incidents that were opened with a key: one for each service that was called. */
class Errand {
    /** About two minutes: an event that was taken is no incident yet, but soon after. */
    private static final int MOST_LOOKS = 8;

    private final PagerDutyRest rest;

    Errand(PagerDutyRest rest) {
        this.rest = rest;
    }

    /** @param attempts at it so far, this one counted */
    Mono<Outcome<String>> onEach(UUID key, int attempts, Function<Theirs, Mono<Outcome<String>>> work) {
        return rest.incidents(key)
                .flatMap(found -> found.then(theirs ->
                        theirs.isEmpty() ? Mono.just(notThere(attempts, key.toString())) : onEach(theirs, work)));
    }

    /** Left out where it is over there already. */
    Mono<Outcome<String>> onEachOpen(UUID key, int attempts, Function<Theirs, Mono<Outcome<String>>> work) {
        return onEach(key, attempts, theirs -> theirs.isOpen() ? work.apply(theirs) : said("it is over in PagerDuty"));
    }

    private static Mono<Outcome<String>> onEach(List<Theirs> theirs, Function<Theirs, Mono<Outcome<String>>> work) {
        return Flux.fromIterable(theirs)
                .concatMap(work)
                .takeUntil(outcome -> !(outcome instanceof Outcome.Delivered<String>))
                .last();
    }

    private static Outcome<String> notThere(int attempts, String key) {
        return attempts < MOST_LOOKS
                ? new Outcome.Later<>("PagerDuty has no incident with the key " + key + " yet", null, false)
                : new Outcome.Refused<>("PagerDuty shows this token no incident with the key " + key
                        + ": FIREBREAK_PAGERDUTY_REST_TOKEN must be of the account that the routing key belongs to");
    }

    /** Nothing is left to do, and the receipt says why. */
    static Mono<Outcome<String>> said(String receipt) {
        return Mono.just(new Outcome.Delivered<>(receipt));
    }

    static Mono<Outcome<String>> byAnother() {
        return said("another receiver of the same account brings it");
    }
}
