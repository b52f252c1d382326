package dev.firebreak.ingest.edge;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What one source may have under way: so many bytes, so many requests a second, and its turns at being worked on. */
final class Lane {
    private final AtomicLong ownBytes = new AtomicLong();
    private final String source;
    private final Bound bytes;
    private final Turns turns;
    private final TokenBucket rate;

    Lane(String source, Bound bytes, Turns turns, TokenBucket rate) {
        this.source = source;
        this.bytes = bytes;
        this.turns = turns;
        this.rate = rate;
    }

    @Nullable
    Overload takeBytes(long amount) {
        return bytes.take(ownBytes, amount);
    }

    void giveBytes(long amount) {
        bytes.give(ownBytes, amount);
    }

    /** For requests that are wholly there: those that drip in take no turn, only the bytes they have sent. */
    Turns.Turn takeTurn(long size) {
        return turns.take(source, size);
    }

    void endTurn(Turns.Turn turn) {
        turns.end(turn);
    }

    /** Those who came before wait too long already. */
    boolean isFull() {
        return turns.isTooLong(source);
    }

    /** Before anything is known of the sender, so it only looks: strangers cannot use up a source's rate. */
    boolean isTooFast() {
        return rate.isEmpty(System.nanoTime());
    }

    /** One authentic request. */
    boolean charge() {
        return rate.take(System.nanoTime());
    }
}
