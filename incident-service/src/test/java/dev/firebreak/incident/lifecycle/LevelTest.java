package dev.firebreak.incident.lifecycle;

import static dev.firebreak.incident.Alerts.NOON;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.incident.Alerts;
import dev.firebreak.model.EventId;
import dev.firebreak.model.Severity;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.Receiver;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How bad it is: by alerts, by evidence, and by people, who have the last word. */
class LevelTest {
    private static final Alerts SLOW = Alerts.firing("HealthCheckFailed", "web").severity(Severity.ERROR);
    private static final Instant LATER = NOON.plusSeconds(10);

    @Test
    void ageAloneMakesItWorseTheMomentTheRuleSays() {
        Dossiers incident = Dossiers.openedBy(SLOW);
        incident.timePasses(NOON.plus(ofMinutes(30)));
        assertThat(incident.dossier().nextDueAt())
                .contains(NOON.plus(ofMinutes(45)).plusMillis(1));

        Decision older = incident.timePasses(NOON.plus(ofMinutes(45)).plusMillis(1));

        assertThat(changes(older))
                .containsExactly(new IncidentEvent.LevelChanged("P1", "P0", Severity.CRITICAL, "Nobody looks at it"));
    }

    @Test
    void ageDoesNotMakeItWorseWhenTheRestOfTheRuleDoesNotHold() {
        Dossiers incident = Dossiers.openedBy(SLOW);
        incident.acknowledge(LATER, LATER);

        incident.timePasses(NOON.plus(ofMinutes(46)));

        assertThat(incident.incident().level()).isEqualTo("P1");
    }

    @Test
    void spreadMakesItWorseAndSaysWhy() {
        Dossiers incident = Dossiers.openedBy(SLOW);
        Alerts[] ten =
                IntStream.range(0, 10).mapToObj(i -> SLOW.fingerprint("f" + i)).toArray(Alerts[]::new);

        Decision spread = incident.alerts(LATER, ten);

        assertThat(changes(spread))
                .containsExactly(new IncidentEvent.LevelChanged(
                        "P1", "P0", Severity.CRITICAL, "because incident.fingerprintCount > 10"));
        assertThat(incident.incident().receivers()).extracting(Receiver::name).contains("on-call");
    }

    @Test
    void repeatsOfTheSameThingAreNoSpread() {
        Dossiers incident = Dossiers.openedBy(SLOW);

        for (int i = 0; i < 20; i++) {
            incident.alerts(LATER, SLOW);
        }

        assertThat(incident.incident().level()).isEqualTo("P1");
    }

    @Test
    void aWorseLevelCallsThoseWhomThePolicyKeepsForIt() {
        Dossiers incident =
                Dossiers.openedBy(Alerts.firing("TooManyErrors", "web").severity(Severity.WARNING));
        assertThat(incident.incident().level()).isEqualTo("P2");
        assertThat(incident.incident().receivers()).extracting(Receiver::name).containsExactly("incidents");

        change(incident, "P1", LATER);
        assertThat(incident.dossier().nextDueAt()).contains(NOON);
        incident.timePasses(LATER);

        assertThat(incident.incident().receivers()).extracting(Receiver::name).containsExactly("incidents", "on-call");
    }

    @Test
    void aPersonMayMakeItMilderAndTheSameAlertsDoNotUndoThat() {
        Dossiers incident = Dossiers.opened();
        change(incident, "P2", LATER);
        assertThat(incident.incident().severity()).isEqualTo(Severity.WARNING);

        incident.alerts(LATER, Alerts.firing("HealthCheckFailed", "web").fingerprint("other"));

        assertThat(incident.incident().level()).isEqualTo("P2");
    }

    @Test
    void whatIsWorseThanWhatAPersonOverruledCountsAgain() {
        Dossiers incident = Dossiers.openedBy(SLOW);
        change(incident, "P2", LATER);

        incident.alerts(LATER, SLOW.severity(Severity.CRITICAL).fingerprint("other"));

        assertThat(incident.incident().level()).isEqualTo("P0");
    }

    @Test
    void theNewestWordOnTheLevelCountsNotTheLastToArrive() {
        Dossiers incident = Dossiers.opened();
        change(incident, "P2", LATER);

        Decision late = change(incident, "P1", LATER.minusSeconds(1));

        assertThat(late.refusal()).isPresent();
        assertThat(incident.incident().level()).isEqualTo("P2");
    }

    @Test
    void refusesALevelThatTheSystemDoesNotHaveAndNamesThoseItHas() {
        assertThat(change(Dossiers.opened(), "P9", LATER).refusal())
                .contains("no level 'P9'; known are [P0, P1, P2, P3]");
    }

    private static Decision change(Dossiers incident, String level, Instant at) {
        return incident.ask(
                new Command.ChangeLevel(
                        EventId.next(), Dossiers.ADA, at, incident.incident().id(), level, "seen from here"),
                at.isAfter(LATER) ? at : LATER);
    }

    private static List<IncidentEvent> changes(Decision decision) {
        return decision.entries().stream()
                .map(Decision.Entry::event)
                .filter(IncidentEvent.LevelChanged.class::isInstance)
                .toList();
    }
}
