package dev.firebreak.incident.lifecycle;

import static dev.firebreak.incident.Alerts.NOON;
import static dev.firebreak.incident.lifecycle.Dossiers.opened;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.incident.Alerts;
import dev.firebreak.incident.lifecycle.AlertIntake.Taken;
import dev.firebreak.model.Severity;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentState;
import dev.firebreak.model.incident.Receiver;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AlertIntakeTest {
    private static final Alerts DOWN = Alerts.firing("HealthCheckFailed", "web");
    private static final Alerts SLOW = Alerts.firing("HealthCheckFailed", "web").fingerprint("other");

    @Test
    void openingTellsAtOnceWhomThePolicyTellsAtOnce() {
        Taken opened = Dossiers.opening(DOWN);

        assertThat(events(opened.decision()))
                .containsExactly(
                        IncidentEvent.Opened.class, IncidentEvent.Escalated.class, IncidentEvent.Escalated.class);
        Incident incident = opened.decision().dossier().incident();
        assertThat(incident.receivers()).extracting(Receiver::name).containsExactly("incidents", "on-call");
        assertThat(incident.level()).isEqualTo("P0");
        assertThat(incident.firingCount()).isEqualTo(1);
        assertThat(opened.outcomes()).containsExactly(AlertOutcome.OPENED);
    }

    @Test
    void leavesOutStepsWhoseConditionDoesNotHold() {
        Taken opened = Dossiers.opening(Alerts.firing("TooManyErrors", "web").severity(Severity.WARNING));

        assertThat(opened.decision().dossier().incident().receivers())
                .extracting(Receiver::name)
                .containsExactly("incidents");
    }

    @Test
    void manyAlertsOfOneBatchMakeOneEvent() {
        Alerts[] storm = IntStream.range(0, 1000)
                .mapToObj(i -> DOWN.fingerprint("storm-" + i))
                .toArray(Alerts[]::new);

        Decision decision = opened().alerts(NOON, storm);

        assertThat(events(decision)).containsExactly(IncidentEvent.AlertsAdded.class);
        Incident incident = decision.dossier().incident();
        assertThat(incident.firingCount()).isEqualTo(1001);
        assertThat(incident.alertCount()).isEqualTo(1001);
        assertThat(incident.alerts()).hasSize(Incident.ALERTS_KEPT);
        assertThat(incident.alerts().getFirst().fingerprint()).isEqualTo("storm-999");
    }

    @Test
    void countsARepeatWithoutCountingItAsFiringTwice() {
        Decision decision = opened().alerts(NOON.plusSeconds(60), DOWN);

        assertThat(decision.dossier().incident().firingCount()).isEqualTo(1);
        assertThat(decision.dossier().incident().alertCount()).isEqualTo(2);
    }

    @Test
    void isObservedWhenNothingFiresAnyMoreAndResolvedWhenThatLasts() {
        Dossiers incident = opened();

        Decision calm = incident.alerts(NOON.plusSeconds(60), DOWN.resolvedAt(NOON.plusSeconds(59)));
        assertThat(events(calm))
                .containsExactly(IncidentEvent.AlertsResolved.class, IncidentEvent.ObservationStarted.class);
        assertThat(incident.timePasses(NOON.plusSeconds(61)).isEmpty()).isTrue();

        Decision over = incident.timePasses(NOON.plusSeconds(62));
        assertThat(events(over)).containsExactly(IncidentEvent.Resolved.class);
        assertThat(incident.incident().state()).isEqualTo(IncidentState.RESOLVED);
        assertThat(incident.timePasses(NOON.plusSeconds(100)).isEmpty()).isTrue();
    }

    @Test
    void staysOpenWhileAnotherFingerprintFires() {
        Dossiers incident = opened();
        incident.alerts(NOON, SLOW);

        Decision decision = incident.alerts(NOON.plusSeconds(60), DOWN.resolvedAt(NOON.plusSeconds(60)));

        assertThat(events(decision)).containsExactly(IncidentEvent.AlertsResolved.class);
        assertThat(incident.incident().firingCount()).isEqualTo(1);
        assertThat(incident.incident().resolvesAt()).isNull();
    }

    @Test
    void firingAgainEndsTheObservation() {
        Dossiers incident = opened();
        incident.alerts(NOON.plusSeconds(60), DOWN.resolvedAt(NOON.plusSeconds(60)));

        incident.alerts(NOON.plusSeconds(61), DOWN.startsAt(NOON.plusSeconds(61)));

        assertThat(incident.incident().resolvesAt()).isNull();
        assertThat(incident.timePasses(NOON.plusSeconds(120)).isEmpty()).isTrue();
        assertThat(incident.incident().firingCount()).isEqualTo(1);
    }

    @Test
    void aFiringThatBeganBeforeTheKnownEndIsOldNews() {
        Dossiers incident = opened();
        incident.alerts(NOON.plusSeconds(60), DOWN.resolvedAt(NOON.plusSeconds(60)));

        Decision late = incident.alerts(NOON.plusSeconds(61), DOWN.startsAt(NOON.plusSeconds(30)));

        assertThat(late.isEmpty()).isTrue();
        assertThat(incident.incident().resolvesAt()).isNotNull();
    }

    @Test
    void anEndBeforeTheKnownBeginningIsOldNews() {
        Dossiers incident = opened();

        Decision late = incident.alerts(NOON, DOWN.resolvedAt(NOON.minusSeconds(1)));

        assertThat(late.isEmpty()).isTrue();
        assertThat(incident.incident().firingCount()).isEqualTo(1);
    }

    @Test
    void aSourceThatDoesNotSayWhenItEndedIsTakenAtItsWordThoughItsClockIsAhead() {
        Dossiers incident = Dossiers.openedBy(DOWN.startsAt(NOON.plusSeconds(90)));

        incident.alerts(NOON, DOWN.resolvedWithoutATime());

        assertThat(incident.incident().firingCount()).isZero();
    }

    @Test
    void anEndOfAnUnknownFingerprintDoesNothing() {
        assertThat(opened().alerts(NOON, SLOW.resolvedAt(NOON.plusSeconds(1))).isEmpty())
                .isTrue();
    }

    @Test
    void firingAgainReopensAndStartsThePolicyAnew() {
        Dossiers incident = opened();
        incident.acknowledge(NOON, NOON.plusSeconds(1));
        incident.alerts(NOON.plusSeconds(60), DOWN.resolvedAt(NOON.plusSeconds(60)));
        incident.timePasses(NOON.plusSeconds(62));
        Instant back = NOON.plusSeconds(120);

        Decision decision = incident.alerts(back, DOWN.startsAt(back).receivedAt(back));

        assertThat(events(decision)).containsExactly(IncidentEvent.Reopened.class, IncidentEvent.AlertsAdded.class);
        assertThat(incident.incident().state()).isEqualTo(IncidentState.TRIGGERED);
        assertThat(incident.incident().acknowledgedAt()).isNull();
        assertThat(incident.dossier().nextDueAt()).contains(back.plusSeconds(300));
    }

    @Test
    void aRepeatThatWasUnderwayWhileAPersonResolvedDoesNotReopen() {
        Dossiers incident = opened();
        incident.resolve(NOON.plusSeconds(10), NOON.plusSeconds(10));

        Decision late = incident.alerts(NOON.plusSeconds(11), DOWN.receivedAt(NOON.plusSeconds(9)));

        assertThat(late.isEmpty()).isTrue();
        assertThat(incident.incident().state()).isEqualTo(IncidentState.RESOLVED);
    }

    @Test
    void somethingNewThatWasUnderwayWhileAPersonResolvedIsCountedAndReopensNothing() {
        Dossiers incident = opened();
        incident.resolve(NOON.plusSeconds(10), NOON.plusSeconds(10));

        Decision late = incident.alerts(NOON.plusSeconds(11), SLOW.receivedAt(NOON.plusSeconds(9)));

        assertThat(events(late)).containsExactly(IncidentEvent.AlertsAdded.class);
        assertThat(incident.incident().state()).isEqualTo(IncidentState.RESOLVED);
        assertThat(incident.incident().firingCount()).isEqualTo(2);
    }

    @Test
    void whatWasUnderwayWhileFirebreakConcludedFromSilenceReopens() {
        Dossiers incident = opened();
        incident.acknowledge(NOON.plusSeconds(1), NOON.plusSeconds(1));
        incident.alerts(NOON.plusSeconds(60), DOWN.resolvedAt(NOON.plusSeconds(60)));
        incident.timePasses(NOON.plusSeconds(62));

        Decision late = incident.alerts(NOON.plusSeconds(70), SLOW.receivedAt(NOON.plusSeconds(61)));

        assertThat(events(late)).containsExactly(IncidentEvent.Reopened.class, IncidentEvent.AlertsAdded.class);
        assertThat(incident.incident().state()).isEqualTo(IncidentState.ACKNOWLEDGED);
    }

    @Test
    void whatEndsAfterAPersonResolvedIsKnownToBeOver() {
        Dossiers incident = opened();
        incident.resolve(NOON.plusSeconds(10), NOON.plusSeconds(10));

        Decision over = incident.alerts(NOON.plusSeconds(20), DOWN.resolvedAt(NOON.plusSeconds(20)));
        assertThat(over.isEmpty()).isTrue();

        incident.alerts(
                NOON.plusSeconds(30), DOWN.startsAt(NOON.plusSeconds(30)).receivedAt(NOON.plusSeconds(30)));
        assertThat(incident.incident().firingCount()).isEqualTo(1);
    }

    @Test
    void somethingNewAfterMitigationReopens() {
        Dossiers incident = opened();
        incident.moved(mitigated(incident.dossier(), NOON.plusSeconds(30)));

        incident.alerts(NOON.plusSeconds(40), SLOW.startsAt(NOON.plusSeconds(20)));
        assertThat(incident.incident().state()).isEqualTo(IncidentState.MITIGATED);

        incident.alerts(
                NOON.plusSeconds(50),
                DOWN.fingerprint("third").startsAt(NOON.plusSeconds(45)).receivedAt(NOON.plusSeconds(45)));
        assertThat(incident.incident().state()).isEqualTo(IncidentState.TRIGGERED);
    }

    @Test
    void worseAlertsRaiseTheLevel() {
        Dossiers incident = Dossiers.openedBy(DOWN.severity(Severity.ERROR));
        assertThat(incident.incident().level()).isEqualTo("P1");

        Decision worse = incident.alerts(NOON, SLOW.severity(Severity.CRITICAL));

        assertThat(events(worse)).containsExactly(IncidentEvent.AlertsAdded.class, IncidentEvent.LevelChanged.class);
        assertThat(incident.incident().level()).isEqualTo("P0");
        assertThat(incident.incident().severity()).isEqualTo(Severity.CRITICAL);
    }

    static Decision mitigated(Dossier dossier, Instant now) {
        Draft draft = new Draft(dossier, now);
        draft.say(Statement.mitigated(now, "Firebreak"));
        draft.record(new IncidentEvent.Mitigated("rolled back"), Dossiers.ADA);
        return draft.decision();
    }

    private static List<Class<?>> events(Decision decision) {
        return decision.entries().stream()
                .<Class<?>>map(entry -> entry.event().getClass())
                .toList();
    }
}
