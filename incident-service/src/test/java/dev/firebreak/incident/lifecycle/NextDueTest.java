package dev.firebreak.incident.lifecycle;

import static dev.firebreak.incident.Alerts.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.incident.Alerts;
import dev.firebreak.model.Severity;
import dev.firebreak.model.incident.Due;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tests' policy calls on-call after 5 minutes unless acknowledged, managers after 30 unless mitigated; P1 asks for a word every 30. */
class NextDueTest {
    @Test
    void isTheStepThatCallsSomebody() {
        Dossiers incident = Dossiers.opened();

        assertThat(incident.incident().nextDue()).isEqualTo(new Due(Due.What.ESCALATE, after(5), List.of("on-call")));
    }

    @Test
    void passesOverAStepThatIsExcusedAsThingsStand() {
        Dossiers incident = Dossiers.opened();

        Decision acknowledged = incident.acknowledge(after(1), after(1));

        assertThat(acknowledged.entries().getLast().incident().nextDue())
                .isEqualTo(new Due(Due.What.ESCALATE, after(30), List.of("managers")))
                .isEqualTo(incident.incident().nextDue());
    }

    @Test
    void isAPromiseWhenThatComesFirst() {
        Dossiers incident =
                Dossiers.openedBy(Alerts.firing("HealthCheckFailed", "web").severity(Severity.ERROR));
        incident.acknowledge(after(1), after(1));

        Decision escalated = incident.timePasses(after(30));

        assertThat(escalated.entries().getLast().incident().nextDue()).isEqualTo(new Due(Due.What.UPDATE, after(31)));
    }

    @Test
    void isNothingWhenNoClockIsLeft() {
        Dossiers incident = Dossiers.opened();
        incident.acknowledge(after(1), after(1));

        incident.timePasses(after(30));

        assertThat(incident.incident().nextDue()).isNull();
    }

    @Test
    void isNothingOnceItIsOver() {
        Dossiers incident = Dossiers.opened();

        incident.resolve(after(1), after(1));

        assertThat(incident.incident().nextDue()).isNull();
    }

    private static Instant after(int minutes) {
        return NOON.plus(Duration.ofMinutes(minutes));
    }
}
