package dev.firebreak.notifier.pagerduty;

import dev.firebreak.model.incident.Receiver;
import dev.firebreak.notifier.obligation.Change;
import dev.firebreak.notifier.obligation.Notifier;
import dev.firebreak.notifier.obligation.Obligation;
import dev.firebreak.notifier.obligation.Transition;
import java.util.List;
import reactor.core.publisher.Mono;

/** PagerDuty is told what it has an event for; the obligations are all that there is to note. */
class PagerDutyNotifier implements Notifier {
    static final String VENDOR = "pagerduty";

    @Override
    public String vendor() {
        return VENDOR;
    }

    @Override
    public boolean reaches(Receiver receiver) {
        return receiver instanceof Receiver.PagerDuty;
    }

    @Override
    public boolean tells(Transition.Kind kind) {
        return switch (kind) {
            case OPENED, ESCALATED, REOPENED, ACKNOWLEDGED, RESOLVED -> true;
            case APPROVAL_REQUESTED, MITIGATED -> false;
        };
    }

    /** Named by the secret's name, so that the work itself needs no look at the receiver again. */
    @Override
    public String lane(Receiver receiver) {
        return receiver instanceof Receiver.PagerDuty pagerDuty ? VENDOR + "/" + pagerDuty.routingKeySecret() : VENDOR;
    }

    static String routingKeySecret(String lane) {
        return lane.substring(VENDOR.length() + 1);
    }

    @Override
    public Obligation.Proof proof(Transition.Kind kind) {
        return Obligation.Proof.EVENT;
    }

    @Override
    public Mono<List<String>> note(Change change) {
        return Mono.just(change.duties().stream()
                .map(duty -> lane(duty.receiver()))
                .distinct()
                .toList());
    }
}
