package dev.firebreak.notifier.webhook;

import dev.firebreak.model.incident.IncidentState;
import dev.firebreak.model.incident.Receiver;
import dev.firebreak.notifier.Incidents;
import dev.firebreak.notifier.message.Golden;
import dev.firebreak.notifier.message.Messages;
import dev.firebreak.notifier.obligation.Transition;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;

class WebhookBodyTest {
    private static final Receiver RECEIVER = new Receiver.Webhook("robot", "robot-url", "robot-key");

    @Test
    void tellsWhatAProgramNeeds() throws IOException {
        URI console = URI.create("https://firebreak.example/");
        var opened = Messages.bundle(Transition.Kind.OPENED, null, RECEIVER, Incidents.incident());
        var resolved = Messages.bundle(
                Transition.Kind.RESOLVED,
                "nothing fires",
                RECEIVER,
                Incidents.in(IncidentState.RESOLVED, Incidents.incident()));

        Golden.json("webhook-opened", WebhookBody.of(opened.first(), console));
        Golden.json("webhook-resolved", WebhookBody.of(resolved.first(), null));
    }
}
