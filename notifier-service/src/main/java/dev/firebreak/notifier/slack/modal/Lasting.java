package dev.firebreak.notifier.slack.modal;

import com.slack.api.model.block.composition.OptionObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How long a silence may be asked for with a press. */
enum Lasting {
    HALF_AN_HOUR("30 minutes", Duration.ofMinutes(30)),
    AN_HOUR("1 hour", Duration.ofHours(1)),
    FOUR_HOURS("4 hours", Duration.ofHours(4)),
    A_DAY("1 day", Duration.ofDays(1)),
    A_WEEK("1 week", Duration.ofDays(7));

    private final String words;
    private final Duration duration;

    Lasting(String words, Duration duration) {
        this.words = words;
        this.duration = duration;
    }

    static List<OptionObject> options() {
        return Arrays.stream(values()).map(Lasting::option).toList();
    }

    static OptionObject usual() {
        return AN_HOUR.option();
    }

    /** Empty when it is none of the options. */
    static Optional<Duration> of(String value) {
        return Arrays.stream(values())
                .filter(one -> one.name().equals(value))
                .map(one -> one.duration)
                .findFirst();
    }

    private OptionObject option() {
        return ModalViews.option(words, name());
    }
}
