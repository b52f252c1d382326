package dev.firebreak.ingest.spill;

import dev.firebreak.model.wire.WireMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which keys have messages waiting in the table, as far as this instance knows: what comes later for such a key has to
 * line up behind them. Errs towards waiting: a key is only let go by a look at the table that began after the last
 * message for it was committed.
 *
 * <p>Guarded by its owner's lock; only {@link #isHolding} may be asked without.
 */
final class Backlog {
    private final Map<String, Hold> holds = new HashMap<>();
    private long ticket;
    private boolean holdsAll;
    private volatile boolean holding;

    /** False nearly always: then no request needs the lock. */
    boolean isHolding() {
        return holding;
    }

    boolean holds(List<WireMessage> messages) {
        return holdsAll || messages.stream().anyMatch(message -> holds.containsKey(message.key()));
    }

    /** To be taken before a look begins. */
    long ticket() {
        return ++ticket;
    }

    void committing(List<WireMessage> messages) {
        ticket++;
        messages.forEach(message -> holds.compute(message.key(), (_, hold) -> Hold.begun(hold, ticket)));
        holding = holding || !messages.isEmpty();
    }

    /** Committed or failed: in both cases only a look can tell what is in the table now. */
    void committed(List<WireMessage> messages) {
        ticket++;
        messages.forEach(message -> holds.compute(message.key(), (_, hold) -> Hold.ended(hold, ticket)));
        holding = holding || !messages.isEmpty();
    }

    /** @param looked the ticket from before the look */
    void looked(long looked, SpillState found) {
        holds.values().removeIf(hold -> hold.committing == 0 && hold.touched <= looked);
        found.keys().forEach(key -> holds.putIfAbsent(key, new Hold(looked, 0)));
        holdsAll = found.hasMoreKeys();
        holding = holdsAll || !holds.isEmpty();
    }

    /** Everything that waited is in Kafka. */
    void clear() {
        holds.clear();
        holdsAll = false;
        holding = false;
    }

    /** @param committing messages on their way into the table */
    private record Hold(long touched, int committing) {
        static Hold begun(@Nullable Hold before, long now) {
            return new Hold(now, before == null ? 1 : before.committing + 1);
        }

        /** One that was let go of meanwhile hung for so long that nobody waited for it any more. */
        static Hold ended(@Nullable Hold before, long now) {
            return new Hold(now, before == null ? 0 : Math.max(0, before.committing - 1));
        }
    }
}
