package dev.firebreak.notifier.webhook;

import dev.firebreak.notifier.delivery.Outcome;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a receiver has been doing.
 *
 * @param address hash of the address that this is about; another address starts anew
 * @param failingSince the first failure of the run; null when the last try was taken
 * @param disabledAt since when nothing is sent; null when it is
 * @param reason of the newest failure; null when there is none
 */
record Standing(
        String address,
        @Nullable Instant failingSince,
        @Nullable Instant disabledAt,
        @Nullable String reason) {
    private static final String GONE = " answers 410";

    static Standing good(String address) {
        return new Standing(address, null, null, null);
    }

    boolean isDisabled() {
        return disabledAt != null;
    }

    /** 410 says that nobody is there any more; anything else may pass, until it has lasted for too long. */
    Standing after(Outcome<String> outcome, Instant now, Duration giveUpAfter) {
        return switch (outcome) {
            case Outcome.Delivered<String> _ -> good(address);
            case Outcome.Later<String> later when later.isThrottled() -> this;
            case Outcome.Later<String> later -> failed(later.reason(), now, giveUpAfter);
            case Outcome.Refused<String> refused -> failed(refused.reason(), now, giveUpAfter);
        };
    }

    private Standing failed(String why, Instant now, Duration giveUpAfter) {
        Instant since = failingSince == null ? now : failingSince;
        boolean over = why.contains(GONE) || !since.plus(giveUpAfter).isAfter(now);
        return new Standing(address, since, over ? now : null, why);
    }
}
