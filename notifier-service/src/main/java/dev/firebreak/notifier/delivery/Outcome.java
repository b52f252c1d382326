package dev.firebreak.notifier.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of one message, judged where the vendor's answer is read. */
public sealed interface Outcome<T> {
    record Delivered<T>(T receipt) implements Outcome<T> {}

    /**
     * May work later.
     *
     * @param after how long the vendor asks to wait; null when it does not say
     * @param mayHaveHappened true when the message may have arrived all the same
     */
    record Later<T>(String reason, @Nullable Duration after, boolean mayHaveHappened) implements Outcome<T> {
        /** The vendor asks for less, not only for later. */
        public boolean isThrottled() {
            return after != null;
        }
    }

    /** Will be refused again as long as nobody changes something. */
    record Refused<T>(String reason) implements Outcome<T> {}
}
