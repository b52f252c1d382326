package dev.firebreak.notifier.watchdog;

import dev.firebreak.model.incident.Receiver;
import dev.firebreak.notifier.obligation.Notifier;
import java.util.List;

/**
 * Who is told when somebody else is not proven to be, whatever the runbooks say; usually reached by a vendor that no
 * runbook uses.
 *
 * @param receivers none when the operator has set none
 */
record LastResort(List<Receiver> receivers) {
    public LastResort {
        receivers = List.copyOf(receivers);
    }

    /** A receiver and who carries to it. */
    record Way(Receiver receiver, Notifier notifier) {}

    List<Way> ways(List<Notifier> notifiers) {
        return receivers.stream()
                .flatMap(receiver -> notifiers.stream()
                        .filter(notifier -> notifier.reaches(receiver))
                        .map(notifier -> new Way(receiver, notifier)))
                .toList();
    }
}
