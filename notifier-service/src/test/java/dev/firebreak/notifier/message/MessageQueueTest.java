package dev.firebreak.notifier.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.notifier.Incidents;
import dev.firebreak.notifier.obligation.Transition;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MessageQueueTest {
    private static final IncidentId INCIDENT = IncidentId.next();
    private static final Message OPENED = message("opened");
    private static final Message ACKNOWLEDGED = message("acknowledged");
    private static final Message RESOLVED = message("resolved");
    private static final Message REOPENED = message("reopened#1");

    @Test
    void tellsInTheOrderInWhichItHappened() {
        assertThat(MessageQueue.of(List.of(OPENED, ACKNOWLEDGED))).isEqualTo(new MessageQueue(List.of(), OPENED));
    }

    @Test
    void dropsWhatWasOvertakenButNeverTheEnd() {
        assertThat(MessageQueue.of(List.of(OPENED, ACKNOWLEDGED, RESOLVED)))
                .isEqualTo(new MessageQueue(List.of(OPENED, ACKNOWLEDGED), RESOLVED));
    }

    @Test
    void endsTheOldAlertBeforeItOpensTheNext() {
        assertThat(MessageQueue.of(List.of(RESOLVED, REOPENED))).isEqualTo(new MessageQueue(List.of(), RESOLVED));
    }

    private static Message message(String transition) {
        return new Message(
                UUID.randomUUID(),
                INCIDENT,
                Incidents.PAGER,
                "pagerduty/key",
                Transition.parse(transition),
                null,
                Incidents.NOON,
                0,
                false,
                0);
    }
}
