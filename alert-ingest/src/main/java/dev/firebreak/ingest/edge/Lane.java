package dev.firebreak.ingest.edge;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What one source may have under way. Nothing waits in a lane: what does not fit is asked to come again. */
final class Lane {
    private final AtomicLong ownBytes = new AtomicLong();
    private final AtomicLong ownRequests = new AtomicLong();
    private final Bound bytes;
    private final Bound requests;
    private final TokenBucket rate;

    Lane(Bound bytes, Bound requests, TokenBucket rate) {
        this.bytes = bytes;
        this.requests = requests;
        this.rate = rate;
    }

    @Nullable
    Overload takeBytes(long amount) {
        return bytes.take(ownBytes, amount);
    }

    void giveBytes(long amount) {
        bytes.give(ownBytes, amount);
    }

    /** Counts requests that are wholly there: those that drip in hold no place, only the bytes they have sent. */
    @Nullable
    Overload enter() {
        return requests.take(ownRequests, 1);
    }

    void leave() {
        requests.give(ownRequests, 1);
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
