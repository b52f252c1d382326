package dev.firebreak.notifier.pagerduty.rest;

import dev.firebreak.notifier.delivery.Outcome;
import dev.firebreak.notifier.message.Bundle;
import dev.firebreak.notifier.message.HttpMessenger;
import reactor.core.publisher.Mono;

/**
 * Takes an escalation here to the next level of PagerDuty's policy: a trigger event of the same key calls nobody further.
 * Levels are absolute, so that to ask for one again, because the answer was lost, goes no further.
 */
class NextLevel {
    private final Errand errand;
    private final PagerDutyRest rest;
    private final RestStore store;

    NextLevel(Errand errand, PagerDutyRest rest, RestStore store) {
        this.errand = errand;
        this.rest = rest;
        this.store = store;
    }

    /** On its own alert: whoever is called for again leaves a bundle. */
    Mono<Outcome<String>> call(Bundle.Item item) {
        return item.incident().state().isOpen()
                ? errand.onEachOpen(
                        item.incident().id().value(), item.message().attempts(), theirs -> call(item, theirs.id()))
                : Errand.said("it was over before this could be told");
    }

    private Mono<Outcome<String>> call(Bundle.Item item, String incident) {
        return store.beginLevel(incident, item.message())
                .flatMap(level -> ask(item, incident, level))
                .switchIfEmpty(Mono.defer(Errand::byAnother));
    }

    private Mono<Outcome<String>> ask(Bundle.Item item, String incident, int level) {
        return rest.escalate(incident, level)
                .flatMap(outcome -> outcome.then(answer -> judge(item, incident, level, answer)));
    }

    /** That nobody is left to call is no failure: to ask again would not change it. */
    private Mono<Outcome<String>> judge(Bundle.Item item, String incident, int level, HttpMessenger.Answer answer) {
        return answer.status() == PagerDutyRest.BAD_REQUEST
                ? store.noSuchLevel(incident, item.message())
                        .then(Errand.said("PagerDuty does not go to level " + level + ", nobody further is called: "
                                + PagerDutyRest.reason(answer)))
                : Errand.said("PagerDuty answered " + answer.status() + " and calls level " + level);
    }
}
