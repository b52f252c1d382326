package dev.firebreak.notifier.message;

import dev.firebreak.model.incident.Receiver;
import dev.firebreak.notifier.delivery.Outcome;
import dev.firebreak.notifier.delivery.Rate;
import dev.firebreak.notifier.obligation.Transition;
import reactor.core.publisher.Mono;

/**
 * One kind of receiver that is told by messages. Everything but the message itself is done for it: order within an
 * incident, budgets, tries, receipts, bundling.
 */
public interface Vendor {
    /** Never in {@link #bundlesFrom}. */
    int NEVER = Integer.MAX_VALUE;

    /** One word, also the first part of its lanes' names. */
    String name();

    boolean reaches(Receiver receiver);

    /** False for what it has no use for; it is not owed then. */
    boolean tells(Transition.Kind kind);

    /** What shares a budget, by a name that is no secret. Asked only about receivers that it reaches. */
    String destination(Receiver receiver);

    /** Of one destination. */
    Rate rate();

    /** From how many waiting openings about one service on these are told as one; {@link #NEVER} for each by itself. */
    default int bundlesFrom() {
        return NEVER;
    }

    /**
     * One try, judged where the answer is read. Never an error for what the other side or the network does.
     *
     * @return the receiver's words as receipt; never a secret
     */
    Mono<Outcome<String>> send(Bundle bundle);
}
