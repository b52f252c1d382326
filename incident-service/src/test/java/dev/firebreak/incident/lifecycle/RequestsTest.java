package dev.firebreak.incident.lifecycle;

import static dev.firebreak.incident.Alerts.NOON;
import static dev.firebreak.incident.lifecycle.Dossiers.ADA;
import static dev.firebreak.incident.lifecycle.Dossiers.opened;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.incident.Alerts;
import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.Assignee;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentState;
import dev.firebreak.model.incident.Receiver;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestsTest {
    private static final Instant LATER = NOON.plusSeconds(10);

    @Test
    void acknowledgingTwiceIsAcknowledgingOnce() {
        Dossiers incident = opened();

        assertThat(incident.acknowledge(NOON, LATER).entries()).hasSize(1);
        assertThat(incident.acknowledge(NOON, LATER).isEmpty()).isTrue();
        assertThat(incident.incident().state()).isEqualTo(IncidentState.ACKNOWLEDGED);
        assertThat(incident.incident().acknowledgedBy()).isEqualTo("Ada");
    }

    @Test
    void aLateAcknowledgementDoesNotReopenButLeavesATrace() {
        Dossiers incident = opened();
        incident.resolve(NOON, LATER);

        Decision late = incident.acknowledge(NOON, LATER.plusSeconds(1));

        assertThat(incident.incident().state()).isEqualTo(IncidentState.RESOLVED);
        assertThat(late.refusal())
                .hasValueSatisfying(reason -> assertThat(reason).contains("resolved"));
    }

    @Test
    void resolvingTwiceIsResolvingOnce() {
        Dossiers incident = opened();

        assertThat(incident.resolve(NOON, LATER).entries()).hasSize(1);
        assertThat(incident.resolve(NOON, LATER).isEmpty()).isTrue();
    }

    @Test
    void whatWasAskedBeforeTheReopeningDoesNotCountAfterIt() {
        Dossiers incident = opened();
        incident.resolve(NOON, LATER);
        incident.reopen(LATER.plusSeconds(5));

        assertThat(incident.resolve(LATER.plusSeconds(4), LATER.plusSeconds(6)).refusal())
                .isPresent();
        assertThat(incident.acknowledge(LATER, LATER.plusSeconds(6)).refusal()).isPresent();
        assertThat(incident.incident().state()).isEqualTo(IncidentState.TRIGGERED);
    }

    @Test
    void whoIsGivenItHasItWithoutHavingAcknowledgedIt() {
        Dossiers incident = opened();

        Decision given = incident.assign(new Assignee("Kim", "kim@example.com"), LATER, LATER);

        assertThat(given.entries())
                .singleElement()
                .extracting(Decision.Entry::event)
                .isEqualTo(new IncidentEvent.Assigned(null, new Assignee("Kim", "kim@example.com"), null));
        assertThat(incident.incident().owner()).isEqualTo("Kim");
        assertThat(incident.incident().state()).isEqualTo(IncidentState.TRIGGERED);
        assertThat(incident.incident().acknowledgedAt()).isNull();
    }

    @Test
    void itIsTakenOverFromWhoeverAcknowledgedIt() {
        Dossiers incident = opened();
        incident.acknowledge(NOON, LATER);

        Decision taken = incident.assign(new Assignee("Kim", null), LATER, LATER);

        assertThat(taken.entries())
                .singleElement()
                .extracting(Decision.Entry::event)
                .isEqualTo(new IncidentEvent.Assigned("Ada", new Assignee("Kim", null), null));
        assertThat(incident.incident().owner()).isEqualTo("Kim");
        assertThat(incident.incident().acknowledgedBy()).isEqualTo("Ada");
    }

    @Test
    void givingItToWhoHasItSaysNothingNew() {
        Dossiers incident = opened();
        incident.assign(new Assignee("Kim Doe", "kim@example.com"), LATER, LATER);

        assertThat(incident.assign(new Assignee("kim doe", null), LATER.plusSeconds(1), LATER.plusSeconds(1))
                        .isEmpty())
                .isTrue();
        assertThat(incident.assign(
                                new Assignee("Kim in PagerDuty", "KIM@example.com"),
                                LATER.plusSeconds(2),
                                LATER.plusSeconds(2))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void anOlderWordOnWhoHasItDoesNotUndoANewerOne() {
        Dossiers incident = opened();
        incident.assign(new Assignee("Kim", null), LATER, LATER);

        Decision late = incident.assign(new Assignee("Lee", null), NOON.plusSeconds(1), LATER.plusSeconds(1));

        assertThat(late.refusal()).contains("Kim was given it after this was asked");
        assertThat(incident.incident().owner()).isEqualTo("Kim");
    }

    @Test
    void whatIsOverIsNotHandedOver() {
        Dossiers incident = opened();
        incident.resolve(NOON, LATER);
        assertThat(incident.assign(new Assignee("Kim", null), LATER.plusSeconds(1), LATER.plusSeconds(1))
                        .refusal())
                .hasValueSatisfying(reason -> assertThat(reason).contains("resolved"));

        incident.ask(
                new Command.CloseIncident(
                        EventId.next(),
                        ADA,
                        LATER.plusSeconds(2),
                        incident.incident().id(),
                        "done"),
                LATER.plusSeconds(2));
        assertThat(incident.assign(new Assignee("Kim", null), LATER.plusSeconds(3), LATER.plusSeconds(3))
                        .refusal())
                .contains("it is closed");
        assertThat(incident.incident().owner()).isNull();
    }

    @Test
    void whatBeginsAnewIsNobodysUntilSomebodyTakesIt() {
        Dossiers incident = opened();
        incident.assign(new Assignee("Kim", null), LATER, LATER);
        incident.resolve(LATER.plusSeconds(1), LATER.plusSeconds(1));
        assertThat(incident.incident().owner()).isEqualTo("Kim");

        incident.reopen(LATER.plusSeconds(2));

        assertThat(incident.incident().owner()).isNull();
    }

    @Test
    void acknowledgingDoesNotUndoAMitigation() {
        Dossiers incident = opened();
        incident.moved(AlertIntakeTest.mitigated(incident.dossier(), LATER));

        incident.acknowledge(LATER, LATER);

        assertThat(incident.incident().state()).isEqualTo(IncidentState.MITIGATED);
        assertThat(incident.incident().acknowledgedAt()).isEqualTo(LATER);
    }

    @Test
    void doesNotReopenBesideAnotherOpenIncidentForTheSameThing() {
        Dossiers incident = opened();
        incident.resolve(NOON, LATER);
        var command = new Command.ReopenIncident(
                EventId.next(), ADA, LATER, incident.incident().id(), null);

        Decision decision = Requests.decide(incident.dossier(), command, 8L, LATER);

        assertThat(decision.refusal()).contains("incident #8 is open for the same thing");
    }

    @Test
    void escalatingTakesTheNextStepNow() {
        Dossiers incident = opened();

        escalate(incident);
        escalate(incident);
        assertThat(incident.incident().receivers())
                .extracting(Receiver::name)
                .containsExactly("incidents", "on-call", "managers");

        Decision everyone = escalate(incident);
        assertThat(everyone.entries().getFirst().event())
                .isInstanceOfSatisfying(
                        IncidentEvent.Escalated.class,
                        it -> assertThat(it.receivers()).hasSize(3));
    }

    @Test
    void aNoteIsKeptAlsoAfterTheResolution() {
        Dossiers incident = opened();
        incident.resolve(NOON, LATER);

        Decision noted = incident.ask(
                new Command.AddNote(
                        EventId.next(), ADA, LATER, incident.incident().id(), "it was the cache"),
                LATER);

        assertThat(noted.entries())
                .singleElement()
                .extracting(Decision.Entry::event)
                .isEqualTo(new IncidentEvent.NoteAdded("it was the cache"));
    }

    @Test
    void aNoteOfFirebreakItselfIsKeptAndIsNoResponse() {
        Dossiers incident = opened();

        Decision noted = incident.ask(
                new Command.AddNote(
                        EventId.next(),
                        Actor.FIREBREAK,
                        LATER,
                        incident.incident().id(),
                        "one alert is muted"),
                LATER);

        assertThat(noted.entries()).hasSize(1);
        assertThat(incident.dossier().escalation().clocks())
                .isNotNull()
                .satisfies(clocks -> assertThat(clocks.respondedAt()).isNull());
    }

    /** Resolved, reopened by a person, acknowledged, still firing: told in another order. */
    @Test
    void tellsThatAnEarlierWordCountsAfterAll() {
        Dossiers incident = opened();
        incident.resolve(NOON.plusSeconds(1), LATER);
        incident.alerts(LATER, Alerts.firing("HealthCheckFailed", "web").receivedAt(NOON.plusSeconds(4)));
        assertThat(incident.acknowledge(NOON.plusSeconds(3), LATER).refusal()).isPresent();

        Decision reopened = incident.ask(
                new Command.ReopenIncident(
                        EventId.next(),
                        ADA,
                        NOON.plusSeconds(2),
                        incident.incident().id(),
                        null),
                LATER);

        assertThat(incident.incident().state()).isEqualTo(IncidentState.ACKNOWLEDGED);
        assertThat(reopened.entries())
                .extracting(Decision.Entry::event)
                .containsExactly(new IncidentEvent.Acknowledged("Ada did so at " + NOON.plusSeconds(3)));
    }

    @Test
    void anEchoOfOurOwnActDoesNothing() {
        Dossiers incident = opened();

        Decision echo = incident.ask(
                new Command.ResolveIncident(
                        EventId.next(),
                        Actor.FIREBREAK,
                        LATER,
                        incident.incident().id(),
                        null),
                LATER);

        assertThat(echo.isEmpty()).isTrue();
        assertThat(incident.incident().state()).isEqualTo(IncidentState.TRIGGERED);
    }

    @Test
    void aRunbookCallsSomebodyBesideThePolicy() {
        Dossiers incident = opened();
        Receiver database = new Receiver.PagerDuty("database-team", "database-key");

        Decision paged = page(incident, database);

        assertThat(paged.entries())
                .singleElement()
                .extracting(Decision.Entry::event)
                .isEqualTo(new IncidentEvent.Escalated(
                        incident.dossier().escalation().policy().size(), List.of(database), "Connections ran out"));
        assertThat(incident.incident().receivers()).contains(database);
        assertThat(incident.dossier().escalation().remaining(incident.incident().level()))
                .isNotEmpty();
    }

    @Test
    void nobodyIsCalledForWhatIsResolved() {
        Dossiers incident = opened();
        incident.resolve(NOON, LATER);

        assertThat(page(incident, new Receiver.PagerDuty("database-team", "database-key"))
                        .refusal())
                .contains("it is resolved");
    }

    @Test
    void whatIsClosedIsNeverReopened() {
        Dossiers incident = opened();
        assertThat(close(incident, LATER).refusal()).contains("it is triggered: resolve it first");
        incident.resolve(NOON, LATER);

        assertThat(close(incident, LATER).entries()).hasSize(1);
        assertThat(incident.incident().state()).isEqualTo(IncidentState.CLOSED);
        assertThat(incident.incident().resolvedBy()).isEqualTo("Ada");
        assertThat(close(incident, LATER).isEmpty()).isTrue();
        assertThat(incident.ask(
                                new Command.ReopenIncident(
                                        EventId.next(),
                                        ADA,
                                        LATER,
                                        incident.incident().id(),
                                        null),
                                LATER)
                        .refusal())
                .contains("it is closed");
        assertThat(incident.acknowledge(NOON, LATER).refusal()).contains("it is closed");
        assertThat(incident.incident().state()).isEqualTo(IncidentState.CLOSED);
    }

    @Test
    void aCloseThatWasAskedBeforeItCameBackDoesNotCount() {
        Dossiers incident = opened();
        incident.resolve(NOON, LATER);
        incident.reopen(LATER.plusSeconds(5));
        incident.resolve(LATER.plusSeconds(6), LATER.plusSeconds(6));

        assertThat(close(incident, LATER.plusSeconds(4)).refusal()).isPresent();
        assertThat(incident.incident().state()).isEqualTo(IncidentState.RESOLVED);
    }

    @Test
    void silencesAlertsLikeTheOneThatOpenedIt() {
        Dossiers incident = opened();

        Decision silenced = silence(incident, null, LATER.plusSeconds(60));

        assertThat(silenced.entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.event())
                        .isInstanceOfSatisfying(IncidentEvent.Silenced.class, event -> {
                            assertThat(event.matchers()).containsExactly("name=HealthCheckFailed", "service=web");
                            assertThat(event.until()).isEqualTo(LATER.plusSeconds(60));
                        }));
    }

    @Test
    void refusesASilenceThatHoldsNothingOrEverything() {
        Dossiers incident = opened();

        assertThat(silence(incident, null, LATER).refusal()).isPresent();
        assertThat(silence(incident, null, LATER.plusSeconds(91 * 86_400)).refusal())
                .isPresent();
        assertThat(silence(incident, List.of("colour=red"), LATER.plusSeconds(60))
                        .refusal())
                .hasValueSatisfying(reason -> assertThat(reason).contains("no field 'colour'"));
        assertThat(silence(incident, List.of("name=~.*"), LATER.plusSeconds(60)).refusal())
                .hasValueSatisfying(reason -> assertThat(reason).contains("matches every alert"));
        assertThat(silence(incident, List.of(), LATER.plusSeconds(60)).refusal())
                .isPresent();
    }

    private static Decision close(Dossiers incident, Instant at) {
        return incident.ask(
                new Command.CloseIncident(
                        EventId.next(), ADA, at, incident.incident().id(), "post-mortem discussed"),
                LATER.plusSeconds(6));
    }

    private static Decision silence(Dossiers incident, @Nullable List<String> matchers, Instant until) {
        return incident.ask(
                new Command.SilenceIncident(
                        EventId.next(), ADA, LATER, incident.incident().id(), matchers, until, "known"),
                LATER);
    }

    private static Decision page(Dossiers incident, Receiver receiver) {
        return incident.ask(
                new Command.PageReceiver(
                        EventId.next(),
                        Actor.FIREBREAK,
                        LATER,
                        incident.incident().id(),
                        receiver,
                        "Connections ran out"),
                LATER);
    }

    private static Decision escalate(Dossiers incident) {
        return incident.ask(
                new Command.EscalateIncident(
                        EventId.next(), ADA, LATER, incident.incident().id(), null),
                LATER);
    }
}
