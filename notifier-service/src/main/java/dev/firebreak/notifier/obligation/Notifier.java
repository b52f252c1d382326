package dev.firebreak.notifier.obligation;

import dev.firebreak.model.incident.Receiver;
import java.util.List;
import reactor.core.publisher.Mono;

/** One vendor's way to reach people. */
public interface Notifier {
    /** Also the first part of its lanes' names, such as {@code slack}. */
    String vendor();

    boolean reaches(Receiver receiver);

    /** False for what this vendor has no use for; it is not owed then. */
    boolean tells(Transition.Kind kind);

    /** The destination, by a name that shares its budget, such as {@code slack/#incidents}. */
    String lane(Receiver receiver);

    Obligation.Proof proof(Transition.Kind kind);

    /**
     * Writes down what is due, in the facts' transaction; obligations are written already. Called for every change, also
     * without duties.
     *
     * @param changes one at most of each incident, in the order in which everybody locks them
     * @return lanes that have something to do once it is committed
     */
    Mono<List<String>> note(List<Change> changes);
}
