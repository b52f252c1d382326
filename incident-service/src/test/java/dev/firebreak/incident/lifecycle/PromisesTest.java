package dev.firebreak.incident.lifecycle;

import static dev.firebreak.incident.Alerts.NOON;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.incident.Alerts;
import dev.firebreak.model.EventId;
import dev.firebreak.model.Severity;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.IncidentEvent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Level P1 of the tests' catalogue: a response within 30 minutes, an update every 30 minutes. */
class PromisesTest {
    private static final Alerts DOWN = Alerts.firing("HealthCheckFailed", "web");

    @Test
    void tellsOnceThatNobodyAcknowledgedInTime() {
        Dossiers incident = Dossiers.opened();

        assertThat(clocks(incident.timePasses(NOON.plus(ofMinutes(5)))))
                .containsExactly(new IncidentEvent.ClockMissed("acknowledge", ofMinutes(5), NOON.plus(ofMinutes(5))));
        assertThat(clocks(incident.timePasses(NOON.plus(ofMinutes(30))))).isEmpty();
    }

    @Test
    void saysNothingWhenItWasAcknowledgedInTime() {
        Dossiers incident = Dossiers.opened();
        incident.acknowledge(NOON.plusSeconds(200), NOON.plusSeconds(200));

        assertThat(clocks(incident.timePasses(NOON.plus(ofMinutes(31))))).isEmpty();
    }

    @Test
    void countsFromTheReopeningAgain() {
        Dossiers incident = Dossiers.opened();
        incident.timePasses(NOON.plus(ofMinutes(5)));
        incident.resolve(NOON.plus(ofMinutes(6)), NOON.plus(ofMinutes(6)));
        incident.reopen(NOON.plus(ofMinutes(10)));

        assertThat(clocks(incident.timePasses(NOON.plus(ofMinutes(15)))))
                .containsExactly(new IncidentEvent.ClockMissed("acknowledge", ofMinutes(5), NOON.plus(ofMinutes(15))));
    }

    @Test
    void anyWordOfAPersonIsAResponse() {
        Dossiers silent = opened();
        Dossiers noted = opened();
        note(noted, NOON.plus(ofMinutes(20)));

        assertThat(clocks(silent.timePasses(NOON.plus(ofMinutes(30)))))
                .contains(new IncidentEvent.ClockMissed("respond", ofMinutes(30), NOON.plus(ofMinutes(30))));
        assertThat(clocks(noted.timePasses(NOON.plus(ofMinutes(30))))).isEmpty();
    }

    @Test
    void remindsOfTheUpdateAsOftenAsItIsDue() {
        Dossiers incident = opened();
        incident.acknowledge(NOON.plus(ofMinutes(20)), NOON.plus(ofMinutes(20)));

        assertThat(clocks(incident.timePasses(NOON.plus(ofMinutes(49))))).isEmpty();
        assertThat(clocks(incident.timePasses(NOON.plus(ofMinutes(50)))))
                .containsExactly(new IncidentEvent.UpdateDue(ofMinutes(30), NOON.plus(ofMinutes(20))));
        assertThat(clocks(incident.timePasses(NOON.plus(ofMinutes(79))))).isEmpty();
        assertThat(clocks(incident.timePasses(NOON.plus(ofMinutes(80))))).hasSize(1);
    }

    @Test
    void leavesNoDeadlineBehind() {
        Dossiers incident = opened();
        incident.acknowledge(NOON, NOON);
        for (int minute = 1; minute < 120; minute++) {
            Instant now = NOON.plus(ofMinutes(minute));
            incident.timePasses(now);

            assertThat(incident.dossier().nextDueAt())
                    .hasValueSatisfying(due -> assertThat(due).isAfter(now));
        }
    }

    private static Dossiers opened() {
        return Dossiers.openedBy(DOWN.severity(Severity.ERROR));
    }

    private static void note(Dossiers incident, Instant now) {
        incident.ask(
                new Command.AddNote(
                        EventId.next(), Dossiers.ADA, now, incident.incident().id(), "on it"),
                now);
    }

    private static List<IncidentEvent> clocks(Decision decision) {
        return decision.entries().stream()
                .map(Decision.Entry::event)
                .filter(event -> event instanceof IncidentEvent.ClockMissed || event instanceof IncidentEvent.UpdateDue)
                .toList();
    }
}
