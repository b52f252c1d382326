package dev.firebreak.notifier.pagerduty.rest;

import dev.firebreak.model.incident.Assignee;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.notifier.delivery.Outcome;
import dev.firebreak.notifier.message.Bundle;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Gives PagerDuty's incident to whoever has it here. People there are found by their address alone: who is called in the
 * night must not depend on two people having the same name. What people wrote with it, and who it was, is a note.
 */
class Handover {
    private final Errand errand;
    private final PagerDutyRest rest;
    private final RestStore store;

    Handover(Errand errand, PagerDutyRest rest, RestStore store) {
        this.errand = errand;
        this.rest = rest;
        this.store = store;
    }

    Mono<Outcome<String>> make(Bundle.Item item) {
        Incident incident = item.incident();
        @Nullable Assignee owner = incident.assignedTo();
        if (!incident.state().isOpen()) {
            return Errand.said("it was over before this could be told");
        }
        if (owner == null || !owner.name().equals(item.message().words())) {
            return Errand.said("it was handed on before this could be told");
        }
        @Nullable String mail = owner.mail();
        if (mail == null) {
            return Errand.said("no e-mail address of " + owner.name() + " is known here: there it stays as it was");
        }
        return store.key(incident.id())
                .flatMap(key -> key.equals(incident.id().value())
                        ? rest.user(mail)
                                .flatMap(found -> found.then(user -> user.map(id -> give(item, id))
                                        .orElseGet(() -> Errand.said("nobody in PagerDuty has the address " + mail
                                                + ": there it stays as it was"))))
                        : Errand.said("part of a bundle of PagerDuty's, of which the others are not handed over"));
    }

    private Mono<Outcome<String>> give(Bundle.Item item, String user) {
        return errand.onEachOpen(
                item.incident().id().value(),
                item.message().attempts(),
                theirs -> theirs.assignees().equals(List.of(user))
                        ? Errand.said("PagerDuty has it with them already")
                        : store.beginGiving(theirs.id(), item.message(), user).flatMap(begun -> switch (begun) {
                            case NOW, BEFORE -> rest.assign(theirs.id(), user);
                            case BY_ANOTHER -> Errand.byAnother();
                        }));
    }
}
