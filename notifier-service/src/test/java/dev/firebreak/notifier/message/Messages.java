package dev.firebreak.notifier.message;

import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.Receiver;
import dev.firebreak.notifier.Incidents;
import dev.firebreak.notifier.obligation.Transition;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Messages to test with. */
public final class Messages {
    private static final UUID SOME_ID = UUID.fromString("0197f000-0000-7000-8000-0000000000ff");

    private Messages() {}

    public static Message message(Transition.Kind kind, @Nullable String words, Receiver receiver, Incident incident) {
        return new Message(
                SOME_ID,
                incident.id(),
                receiver,
                "vendor/destination",
                Transition.of(kind, "", 0),
                words,
                Incidents.NOON,
                1,
                false,
                1);
    }

    public static Bundle bundle(
            Transition.Kind kind, @Nullable String words, Receiver receiver, Incident... incidents) {
        return new Bundle(Arrays.stream(incidents)
                .map(incident -> new Bundle.Item(message(kind, words, receiver, incident), incident))
                .toList());
    }
}
