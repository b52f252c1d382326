package dev.firebreak.incident.lifecycle;

import static dev.firebreak.incident.Alerts.NOON;
import static dev.firebreak.incident.lifecycle.Dossiers.opened;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.incident.Alerts;
import dev.firebreak.model.incident.IncidentEvent;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    @Test
    void tellsTheNextOnesWhenNobodyAcknowledges() {
        Dossiers incident = opened();
        assertThat(incident.dossier().nextDueAt()).contains(NOON.plus(ofMinutes(5)));

        Decision due = incident.timePasses(NOON.plus(ofMinutes(5)));

        assertThat(due.entries())
                .first()
                .extracting(Decision.Entry::event)
                .isInstanceOfSatisfying(
                        IncidentEvent.Escalated.class,
                        it -> assertThat(it.step()).isEqualTo(2));
        assertThat(incident.dossier().nextDueAt()).contains(NOON.plus(ofMinutes(30)));
    }

    @Test
    void passesOverAStepThatIsExcused() {
        Dossiers incident = opened();
        incident.acknowledge(NOON, NOON);

        assertThat(incident.timePasses(NOON.plus(ofMinutes(5))).isEmpty()).isTrue();
        assertThat(incident.dossier().nextDueAt()).contains(NOON.plus(ofMinutes(30)));
    }

    @Test
    void saysThePolicysWordsWhenItIsStuck() {
        Dossiers incident = opened();
        incident.acknowledge(NOON, NOON);

        Decision stuck = incident.timePasses(NOON.plus(ofMinutes(31)));

        assertThat(stuck.entries())
                .singleElement()
                .extracting(Decision.Entry::event)
                .isInstanceOfSatisfying(
                        IncidentEvent.Escalated.class,
                        it -> assertThat(it.message()).isEqualTo("Stuck for 30 minutes"));
    }

    @Test
    void takesEachStepOnceHoweverLateItLooks() {
        Dossiers incident = opened();

        assertThat(incident.timePasses(NOON.plus(ofMinutes(90))).entries())
                .filteredOn(entry -> entry.event() instanceof IncidentEvent.Escalated)
                .hasSize(2);
        assertThat(incident.timePasses(NOON.plus(ofMinutes(91))).isEmpty()).isTrue();
        assertThat(incident.dossier().nextDueAt()).isEmpty();
    }

    @Test
    void wakesNobodyWhileItIsObserved() {
        Dossiers incident = opened();
        var down = Alerts.firing("HealthCheckFailed", "web");
        var calm = NOON.plus(ofMinutes(5)).minusSeconds(1);
        incident.alerts(calm, down.resolvedAt(calm));

        assertThat(incident.timePasses(NOON.plus(ofMinutes(5))).isEmpty()).isTrue();
        assertThat(incident.timePasses(calm.plusSeconds(2)).entries())
                .extracting(Decision.Entry::event)
                .containsExactly(new IncidentEvent.Resolved("nothing fired for 2 seconds"));
    }
}
