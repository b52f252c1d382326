package dev.firebreak.notifier.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of one message, judged where the vendor's answer is read. */
public sealed interface Outcome<T> {
    record Delivered<T>(T receipt) implements Outcome<T> {}

    /**
     * May work later.
     *
     * @param after how long nothing at all goes there: the vendor asks for it, or it fails too often to be tried; null
     *     when only this message is to wait
     * @param mayHaveHappened true when the message may have arrived all the same
     */
    record Later<T>(String reason, @Nullable Duration after, boolean mayHaveHappened) implements Outcome<T> {
        /** Less is asked for, not only later. Says nothing about this message: it does not count as a try. */
        public boolean isThrottled() {
            return after != null;
        }
    }

    /** Will be refused again as long as nobody changes something. */
    record Refused<T>(String reason) implements Outcome<T> {}
}
