package dev.firebreak.incident.lifecycle;

import static dev.firebreak.incident.Alerts.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.incident.Alerts;
import dev.firebreak.incident.inhibition.Inhibitor;
import dev.firebreak.incident.inhibition.Inhibitors;
import dev.firebreak.model.EventId;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.Drill;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentState;
import dev.firebreak.model.incident.Receiver;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrillsTest {
    private static final Drill FIRE = new Drill("fire");

    private final Dossiers drill =
            Dossiers.openedBy(Alerts.firing("HealthCheckFailed", "web").fingerprint(FIRE.marked("web")));

    @Test
    void opensBesideWhatIsReal() {
        Incident real = Dossiers.opened().incident();

        assertThat(drill.incident().isDrill()).isTrue();
        assertThat(drill.incident().correlationKey()).isEqualTo(FIRE.marked(real.correlationKey()));
        assertThat(drill.incident().runbook()).isEqualTo(real.runbook());
        assertThat(real.isDrill()).isFalse();
    }

    @Test
    void onlyRoomsHearOfItAndItIsWrittenDownWhoWasSpared() {
        assertThat(Dossiers.opened().incident().receivers()).anyMatch(Receiver.PagerDuty.class::isInstance);
        assertThat(drill.incident().receivers()).isNotEmpty().allMatch(Receiver::isRoom);

        drill.timePasses(NOON.plus(Duration.ofMinutes(40)));

        assertThat(drill.incident().receivers()).allMatch(Receiver::isRoom);
        assertThat(drill.ask(
                                new Command.PageReceiver(
                                        EventId.next(),
                                        Dossiers.ADA,
                                        NOON,
                                        drill.incident().id(),
                                        new Receiver.Mail("boss", List.of("boss@example.com")),
                                        "Help"),
                                NOON)
                        .entries())
                .extracting(Decision.Entry::event)
                .containsExactly(new IncidentEvent.Escalated(
                        drill.dossier().escalation().policy().size(), List.of(), "Help (A drill: not told boss)"));
    }

    @Test
    void isOverByItselfAndNothingBringsItBack() {
        Decision over = drill.timePasses(NOON.plus(Drill.LONGEST));

        assertThat(over.entries())
                .extracting(entry -> entry.event().getClass().getSimpleName())
                .containsExactly("Resolved", "Closed");
        assertThat(drill.incident().state()).isEqualTo(IncidentState.CLOSED);
        assertThat(drill.dossier().nextDueAt()).isEmpty();
    }

    @Test
    void aPersonMayEndItBefore() {
        Decision over = Drills.end(drill.dossier(), Dossiers.ADA, NOON.plusSeconds(60));

        assertThat(over.dossier().incident().state()).isEqualTo(IncidentState.CLOSED);
        assertThat(over.dossier().incident().resolvedBy()).isEqualTo("Ada");
        assertThat(Drills.end(over.dossier(), Dossiers.ADA, NOON.plusSeconds(90))
                        .isEmpty())
                .isTrue();
        assertThat(Drills.end(Dossiers.opened().dossier(), Dossiers.ADA, NOON).isEmpty())
                .isTrue();
    }

    @Test
    void noPostmortemIsOwed() {
        drill.alerts(
                NOON.plusSeconds(60),
                Alerts.firing("HealthCheckFailed", "web")
                        .fingerprint(FIRE.marked("web"))
                        .resolvedAt(NOON.plusSeconds(60)));
        drill.timePasses(NOON.plus(Duration.ofHours(1)));

        assertThat(drill.incident().state()).isEqualTo(IncidentState.RESOLVED);
        assertThat(drill.dossier().nextDueAt()).isEmpty();
    }

    @Test
    void mufflesNothingReal() {
        Incident real = Dossiers.opened().incident();

        assertThat(drill.ask(
                                new Command.SilenceIncident(
                                        EventId.next(),
                                        Dossiers.ADA,
                                        NOON,
                                        drill.incident().id(),
                                        null,
                                        NOON.plusSeconds(600),
                                        "quiet"),
                                NOON)
                        .entries())
                .extracting(Decision.Entry::event)
                .singleElement()
                .isInstanceOfSatisfying(
                        IncidentEvent.CommandRefused.class,
                        refused -> assertThat(refused.reason()).startsWith("it is a drill"));
        assertThat(Regrouping.againstMerging(real, drill.incident(), null)).isNotEmpty();
        assertThat(Regrouping.againstMerging(drill.incident(), real, null)).isNotEmpty();
    }

    @Test
    void mutesOnlyWhatIsOfTheSameDrill() {
        Alert real = Alerts.firing("DatabaseDown", "database").alert();
        Inhibitor source = new Inhibitor(
                drill.incident().id(),
                7,
                FIRE.marked("database"),
                drill.incident().system(),
                real);
        Alerts web = Alerts.firing("QueryFailed", "web");

        assertThat(new Inhibitors(List.of(source)).holding(web.alert(), Dossiers.ruling(web.alert()), NOON))
                .isEmpty();
        Alert other = web.fingerprint(FIRE.marked("web")).alert();
        assertThat(new Inhibitors(List.of(source)).holding(other, Dossiers.ruling(other), NOON))
                .isPresent();
    }
}
