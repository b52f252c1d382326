package dev.firebreak.notifier.obligation;

import static dev.firebreak.notifier.Incidents.PAGER;
import static dev.firebreak.notifier.Incidents.SLACK;
import static dev.firebreak.notifier.Incidents.after;
import static dev.firebreak.notifier.Incidents.escalated;
import static dev.firebreak.notifier.Incidents.fact;
import static dev.firebreak.notifier.Incidents.in;
import static dev.firebreak.notifier.Incidents.incident;
import static dev.firebreak.notifier.Incidents.opened;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.model.Actor;
import dev.firebreak.model.Origin;
import dev.firebreak.model.incident.Assignee;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.incident.IncidentRef;
import dev.firebreak.model.incident.IncidentState;
import dev.firebreak.model.incident.Receiver;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.notifier.Incidents;
import dev.firebreak.notifier.Remediations;
import dev.firebreak.notifier.obligation.Transition.Kind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DutyTest {
    private static final Set<Duty.Known> BOTH_TOLD =
            Set.of(new Duty.Known("incidents", "opened"), new Duty.Known("on-call", "opened"));

    @Test
    void tellsNobodyBeforeThePolicyNamesSomebody() {
        Incident nobody = Incidents.toldTo(List.of(), incident());

        assertThat(Duty.of(fact(1, nobody, opened()), 0, Set.of())).isEmpty();
    }

    @Test
    void opensForWhomThePolicyCalls() {
        Incident one = Incidents.toldTo(List.of(SLACK), incident());

        assertThat(Duty.of(fact(2, one, escalated(0, null, SLACK)), 0, Set.of()))
                .containsExactly(duty(SLACK, Kind.OPENED));
    }

    @Test
    void ofADrillOnlyRoomsHear() {
        Incident drill = Incidents.inDrill(incident());

        assertThat(Duty.of(fact(2, drill, escalated(0, null, SLACK, PAGER)), 0, Set.of()))
                .containsExactly(duty(SLACK, Kind.OPENED));
    }

    @Test
    void opensOnceForAReceiverThatCallsSomebodyByName() {
        Incident one = Incidents.toldTo(List.of(SLACK), incident());
        var calling = new Receiver.Slack("incidents", "#incidents", "U0ADA0001");

        assertThat(Duty.of(fact(2, one, escalated(0, null, calling)), 0, Set.of()))
                .containsExactly(duty(calling, Kind.OPENED));
    }

    @Test
    void doesNotCallTwiceForStepsThatAreDueAtOnce() {
        assertThat(Duty.of(fact(3, incident(), escalated(1, null, SLACK)), 0, BOTH_TOLD))
                .isEmpty();
    }

    @Test
    void callsAgainWhenThePolicyDoesAndWhoeverIsNextAtPagerDuty() {
        assertThat(Duty.of(fact(9, incident(), escalated(2, null, PAGER, SLACK), after(5)), 0, BOTH_TOLD))
                .containsExactly(
                        new Duty(PAGER, new Transition(Kind.ESCALATED, "escalated.9")),
                        new Duty(PAGER, new Transition(Kind.NEXT_LEVEL, "next-level.9")),
                        new Duty(SLACK, new Transition(Kind.ESCALATED, "escalated.9")));
    }

    @Test
    void tellsEverybodyWhoWasCalledThatItIsOver() {
        Incident resolved = in(IncidentState.RESOLVED, incident());

        assertThat(Duty.of(fact(12, resolved, new IncidentEvent.Resolved("quiet")), 0, BOTH_TOLD))
                .containsExactly(duty(SLACK, Kind.RESOLVED), duty(PAGER, Kind.RESOLVED));
    }

    @Test
    void tellsThatAMergedOneIsOver() {
        IncidentRef whole = new IncidentRef(IncidentId.next(), 3);
        Incident closed = in(IncidentState.CLOSED, incident());

        assertThat(Duty.of(fact(12, closed, new IncidentEvent.Merged(whole, "one cable")), 0, BOTH_TOLD))
                .containsExactly(duty(SLACK, Kind.RESOLVED), duty(PAGER, Kind.RESOLVED));
    }

    @Test
    void tellsItAgainAfterAReopening() {
        Incident resolved = in(IncidentState.RESOLVED, incident());
        Set<Duty.Known> known = Set.of(
                new Duty.Known("incidents", "opened"),
                new Duty.Known("incidents", "resolved"),
                new Duty.Known("on-call", "opened"),
                new Duty.Known("on-call", "resolved"));

        assertThat(Duty.of(fact(20, resolved, new IncidentEvent.Resolved("quiet")), 0, known))
                .isEmpty();
        assertThat(Duty.of(fact(20, resolved, new IncidentEvent.Resolved("quiet")), 1, known))
                .extracting(duty -> duty.transition().text())
                .containsExactly("resolved#1", "resolved#1");
    }

    @Test
    void bringsWhatPeopleWriteDownToPagerDuty() {
        var note = new IncidentEvent.NoteAdded("cache was cold");
        var taken = new IncidentEvent.Acknowledged("on it");

        assertThat(Duty.of(fact(7, incident(), note, by(Origin.SLACK)), 0, BOTH_TOLD))
                .containsExactly(new Duty(PAGER, new Transition(Kind.NOTED, "noted.7")));
        assertThat(Duty.of(fact(8, incident(), taken, by(Origin.API)), 0, BOTH_TOLD))
                .contains(new Duty(PAGER, new Transition(Kind.NOTED, "noted.8")));
        assertThat(Duty.of(fact(7, incident(), note, by(Origin.SLACK)), 0, Set.of()))
                .extracting(Duty::transition)
                .containsOnly(Transition.of(Kind.OPENED, 0));
    }

    @Test
    void bringsAHandoverToPagerDutyWithWhoSaidSo() {
        var given = new IncidentEvent.Assigned("Robin", new Assignee("Kim", null), "my shift is over");

        assertThat(Duty.of(fact(7, incident(), given, by(Origin.SLACK)), 0, BOTH_TOLD))
                .containsExactly(
                        new Duty(PAGER, new Transition(Kind.ASSIGNED, "assigned.7")),
                        new Duty(PAGER, new Transition(Kind.NOTED, "noted.7")));
        assertThat(Duty.of(fact(7, incident(), given, Actor.FIREBREAK), 0, BOTH_TOLD))
                .containsExactly(new Duty(PAGER, new Transition(Kind.ASSIGNED, "assigned.7")));
        assertThat(Duty.of(fact(7, incident(), given, by(Origin.PAGERDUTY)), 0, BOTH_TOLD))
                .isEmpty();
    }

    @Test
    void bringsNothingBackToPagerDutyThatCameFromThere() {
        var note = new IncidentEvent.NoteAdded("cache was cold");

        assertThat(Duty.of(fact(7, incident(), note, by(Origin.PAGERDUTY)), 0, BOTH_TOLD))
                .isEmpty();
        assertThat(Duty.of(fact(7, incident(), note, Actor.source("pagerduty")), 0, BOTH_TOLD))
                .isEmpty();
        assertThat(Duty.of(fact(7, incident(), note, Actor.FIREBREAK), 0, BOTH_TOLD))
                .isEmpty();
    }

    @Test
    void endsAtPagerDutyAgainWhatWasReopenedThereTooLate() {
        var refused = new IncidentEvent.CommandRefused("reopen", "it was resolved after this was asked");
        Incident resolved = in(IncidentState.RESOLVED, incident());

        assertThat(Duty.of(fact(21, resolved, refused, by(Origin.PAGERDUTY)), 1, BOTH_TOLD))
                .containsExactly(new Duty(PAGER, new Transition(Kind.RESOLVED, "resolved.21")));
        assertThat(Duty.of(fact(21, resolved, refused, by(Origin.SLACK)), 1, BOTH_TOLD))
                .isEmpty();
        assertThat(Duty.of(fact(21, incident(), refused, by(Origin.PAGERDUTY)), 1, BOTH_TOLD))
                .isEmpty();
    }

    private static Actor by(Origin origin) {
        return new Actor("ada", "Ada", origin, List.of("responder"));
    }

    @Test
    void asksForApprovalWhereTheIncidentIsKnown() {
        var asked = new RemediationEvent.ApprovalRequested("rollback", Remediations.approval(), "may I");
        var fact = Remediations.fact(4, Remediations.awaitingApproval(incident()), asked);

        assertThat(Duty.of(fact, incident(), 0, Set.of(new Duty.Known("incidents", "opened"))))
                .extracting(duty -> duty.transition().text())
                .containsExactly("approval-requested.rollback/0197f000");
    }

    private static Duty duty(Receiver receiver, Kind kind) {
        return new Duty(receiver, Transition.of(kind, 0));
    }
}
