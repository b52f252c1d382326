package dev.firebreak.notifier.message;

import dev.firebreak.model.incident.Receiver;
import dev.firebreak.notifier.obligation.Change;
import dev.firebreak.notifier.obligation.Notifier;
import dev.firebreak.notifier.obligation.Obligation;
import dev.firebreak.notifier.obligation.Transition;
import java.util.List;
import reactor.core.publisher.Mono;

/** Who is told by messages needs nothing noted but the obligations themselves. */
public class MessageNotifier implements Notifier {
    private final Vendor vendor;

    public MessageNotifier(Vendor vendor) {
        this.vendor = vendor;
    }

    @Override
    public String vendor() {
        return vendor.name();
    }

    @Override
    public boolean reaches(Receiver receiver) {
        return vendor.reaches(receiver);
    }

    @Override
    public boolean tells(Transition.Kind kind) {
        return vendor.tells(kind);
    }

    @Override
    public String lane(Receiver receiver) {
        return vendor.name() + "/" + vendor.destination(receiver);
    }

    @Override
    public Obligation.Proof proof(Transition.Kind kind) {
        return Obligation.Proof.EVENT;
    }

    @Override
    public Mono<List<String>> note(List<Change> changes) {
        return Mono.just(changes.stream()
                .flatMap(change -> change.duties().stream())
                .map(duty -> lane(duty.receiver()))
                .distinct()
                .toList());
    }
}
