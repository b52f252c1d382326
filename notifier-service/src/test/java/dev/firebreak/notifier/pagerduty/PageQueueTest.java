package dev.firebreak.notifier.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.notifier.obligation.Transition;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PageQueueTest {
    private static final IncidentId INCIDENT = IncidentId.next();
    private static final Page OPENED = page("opened");
    private static final Page ACKNOWLEDGED = page("acknowledged");
    private static final Page RESOLVED = page("resolved");
    private static final Page REOPENED = page("reopened#1");

    @Test
    void tellsInTheOrderInWhichItHappened() {
        assertThat(PageQueue.of(List.of(OPENED, ACKNOWLEDGED))).isEqualTo(new PageQueue(List.of(), OPENED));
    }

    @Test
    void dropsWhatWasOvertakenButNeverTheEnd() {
        assertThat(PageQueue.of(List.of(OPENED, ACKNOWLEDGED, RESOLVED)))
                .isEqualTo(new PageQueue(List.of(OPENED, ACKNOWLEDGED), RESOLVED));
    }

    @Test
    void endsTheOldAlertBeforeItOpensTheNext() {
        assertThat(PageQueue.of(List.of(RESOLVED, REOPENED))).isEqualTo(new PageQueue(List.of(), RESOLVED));
    }

    private static Page page(String transition) {
        return new Page(UUID.randomUUID(), INCIDENT, "on-call", "pagerduty/key", Transition.parse(transition), 0, 0);
    }
}
