package dev.firebreak.notifier.delivery;

import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What became of one message, judged where the vendor's answer is read. */
public sealed interface Outcome<T> {
    /** A quarter of a minute with their back-off. */
    int LOOKS = 4;

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

        /**
         * Whether a look for what may have arrived is to be tried again before that is sent once more. Whoever answers
         * nothing that can be read would else hold it back for ever, and to be told twice is better than not at all.
         *
         * @param attempts that failed before
         */
        public boolean isWorthLooking(int attempts) {
            return isThrottled() || attempts < LOOKS;
        }
    }

    /** Will be refused again as long as nobody changes something. */
    record Refused<T>(String reason) implements Outcome<T> {}

    default <R> Outcome<R> map(Function<? super T, R> change) {
        return switch (this) {
            case Delivered<T>(T receipt) -> new Delivered<>(change.apply(receipt));
            case Later<T>(String reason, Duration after, boolean mayHaveHappened) ->
                new Later<>(reason, after, mayHaveHappened);
            case Refused<T>(String reason) -> new Refused<>(reason);
        };
    }

    /** Goes on with what was answered; what did not work stays as it is. */
    default <R> Mono<Outcome<R>> then(Function<? super T, Mono<Outcome<R>>> next) {
        return switch (this) {
            case Delivered<T>(T receipt) -> next.apply(receipt);
            case Later<T>(String reason, Duration after, boolean mayHaveHappened) ->
                Mono.just(new Later<>(reason, after, mayHaveHappened));
            case Refused<T>(String reason) -> Mono.just(new Refused<>(reason));
        };
    }
}
