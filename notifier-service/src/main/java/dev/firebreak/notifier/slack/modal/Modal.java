package dev.firebreak.notifier.slack.modal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The dialogs there are. */
public enum Modal {
    RESOLVE("Resolve incident"),
    NOTE("Add a note"),
    SILENCE("Silence alerts"),
    DECLARE("Declare an incident");

    private final String title;

    Modal(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    String callbackId() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty when it is none of ours, or one of an older version. */
    static Optional<Modal> of(String callbackId) {
        return Arrays.stream(values())
                .filter(modal -> modal.callbackId().equals(callbackId))
                .findFirst();
    }
}
