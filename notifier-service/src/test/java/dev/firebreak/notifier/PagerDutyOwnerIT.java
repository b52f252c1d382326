package dev.firebreak.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.Actor;
import dev.firebreak.model.Origin;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.Assignee;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.incident.IncidentState;
import dev.firebreak.model.incident.Receiver;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whose an incident is and how far it escalates, at PagerDuty by its REST API, from Kafka to real HTTP and back. */
class PagerDutyOwnerIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Receiver LEADS = new Receiver.PagerDuty("leads", "pagerduty-routing-key");
    private static final Assignee KIM = new Assignee("Kim", "Kim@example.com");
    private static final Assignee LEE = new Assignee("Lee", "lee+night@example.com");
    private static final String PKIM = StandIn.pagerDutyUser("kim@example.com");
    private static final String PLEE = StandIn.pagerDutyUser("lee+night@example.com");
    private static RunningNotifier notifier;

    @BeforeAll
    static void start() throws IOException {
        notifier = new RunningNotifier(Map.of(
                "FIREBREAK_PAGERDUTY_REST_TOKEN",
                "y_sandbox",
                "FIREBREAK_PAGERDUTY_REST_FROM",
                "firebreak@example.com"));
    }

    @AfterAll
    static void stop() {
        notifier.close();
    }

    @Test
    void givesItThereToWhomItIsGivenHereAndSaysWhoDid() {
        Incident incident = open(Incidents.PAGER);

        assigned(2, incident, KIM, by(Origin.SLACK));
        sent(incident, "assigned.2/on-call");
        assigned(3, incident, LEE, by(Origin.CONSOLE));
        sent(incident, "assigned.3/on-call");
        sent(incident, "noted.2/on-call");
        sent(incident, "noted.3/on-call");

        assertThat(changes("assign", incident)).containsExactly(PKIM, PLEE);
        assertThat(notifier.vendors().notes(incident.id().toString()))
                .containsExactly(
                        "Firebreak #12/2, Ada (slack): handed it over to Kim",
                        "Firebreak #12/3, Ada (console): handed it over to Lee");
    }

    @Test
    void givesItOnceThoughTheAnswerIsLostOrPagerDutyAsksForLess() {
        Incident incident = open(Incidents.PAGER);
        notifier.vendors()
                .fail(
                        "assign",
                        "Q" + incident.id(),
                        StandIn.Fault.throttled(1),
                        StandIn.Fault.status(503),
                        StandIn.Fault.lost());

        assigned(2, incident, KIM, by(Origin.SLACK));

        sent(incident, "assigned.2/on-call");
        assertThat(changes("assign", incident)).containsExactly(PKIM);
    }

    @Test
    void saysInTheReceiptWhyItIsNotGivenThere() throws Exception {
        Incident incident = open(Incidents.PAGER);
        assigned(2, incident, new Assignee("Max", "max@example.com"), by(Origin.SLACK));
        sent(incident, "assigned.2/on-call");
        assigned(3, incident, new Assignee("Kim", null), by(Origin.SLACK));
        sent(incident, "assigned.3/on-call");
        sent(incident, "noted.3/on-call");

        Incident overtaken = open(Incidents.PAGER);
        notifier.publish(Incidents.fact(
                2, Incidents.handedTo(LEE, overtaken), new IncidentEvent.Assigned(null, KIM, null), by(Origin.API)));
        sent(overtaken, "assigned.2/on-call");

        Incident over = open(Incidents.PAGER);
        assigned(2, Incidents.in(IncidentState.RESOLVED, over), KIM, by(Origin.API));
        sent(over, "assigned.2/on-call");

        assertThat(receipt(incident, "assigned.2"))
                .isEqualTo("nobody in PagerDuty has the address max@example.com: there it stays as it was");
        assertThat(receipt(incident, "assigned.3"))
                .isEqualTo("no e-mail address of Kim is known here: there it stays as it was");
        assertThat(receipt(overtaken, "assigned.2")).isEqualTo("it was handed on before this could be told");
        assertThat(receipt(over, "assigned.2")).isEqualTo("it was over before this could be told");
        for (Incident one : List.of(incident, overtaken, over)) {
            assertThat(changes("assign", one)).isEmpty();
        }
    }

    @Test
    void sendsNothingBackThatCameFromThere() {
        Incident incident = open(Incidents.PAGER);

        assigned(2, incident, KIM, by(Origin.PAGERDUTY));
        assigned(3, incident, LEE, by(Origin.CLI));

        sent(incident, "assigned.3/on-call");
        assertThat(changes("assign", incident)).containsExactly(PLEE);
        assertThat(owed(incident)).noneMatch(one -> one.startsWith("assigned.2"));
    }

    @Test
    void leavesAStormsAlertWithWhomItIs() throws Exception {
        Incident incident = open(Incidents.PAGER);
        UUID bundle = UUID.randomUUID();
        notifier.enqueue("trigger", bundle.toString());
        assertThat(notifier.count("""
                        with formed as (insert into pagerduty_bundle (bundle_id, incident_id)
                            values ('%s', '%s') returning 1) select count(*) from formed""".formatted(bundle, incident.id()))).isOne();

        assigned(2, incident, KIM, by(Origin.SLACK));

        sent(incident, "assigned.2/on-call");
        assertThat(notifier.vendors().changes("assign", bundle.toString())).isEmpty();
        assertThat(receipt(incident, "assigned.2")).startsWith("part of a bundle");
    }

    @Test
    void takesWhoIsGivenItThereForItsOwnerHereAndOurOwnGivingForAnEcho() throws Exception {
        Incident incident = open(Incidents.PAGER);
        assigned(2, incident, KIM, by(Origin.SLACK));
        sent(incident, "assigned.2/on-call");

        try (CommandsTopic commands = new CommandsTopic()) {
            reassigned(incident, "echo-" + incident.id(), PKIM, "Kim Doe");
            reassigned(incident, "echo-" + incident.id(), PKIM, "Kim Doe");
            reassigned(incident, "lee-" + incident.id(), PLEE, "Lee Roe");
            reassigned(incident, "kim-" + incident.id(), PKIM, "Kim Doe");

            assertThat(commands.await(
                            it -> it instanceof Command.AssignIncident to
                                    && to.incidentId().equals(incident.id()),
                            2))
                    .extracting(
                            command -> ((Command.AssignIncident) command).to().name())
                    .containsExactly("Lee Roe", "Kim Doe");
        }
    }

    @Test
    void anEscalationCallsTheNextLevelThereAndNoFurtherThoughTheAnswerIsLost() throws Exception {
        Incident incident = open(Incidents.PAGER);
        notifier.vendors()
                .fail(
                        "escalate",
                        "Q" + incident.id(),
                        StandIn.Fault.lost(),
                        StandIn.Fault.throttled(1),
                        StandIn.Fault.lost());

        escalated(5, incident, Incidents.PAGER);
        sent(incident, "next-level.5/on-call");
        sent(incident, "escalated.5/on-call");
        escalated(6, incident, Incidents.PAGER);
        sent(incident, "next-level.6/on-call");
        sent(incident, "escalated.6/on-call");
        escalated(7, incident, Incidents.PAGER);
        sent(incident, "next-level.7/on-call");
        sent(incident, "escalated.7/on-call");
        escalated(8, incident, Incidents.PAGER);
        sent(incident, "next-level.8/on-call");
        sent(incident, "escalated.8/on-call");

        assertThat(changes("escalate", incident))
                .containsOnly("2", "3")
                .endsWith("3")
                .containsOnlyOnce("3");
        assertThat(notifier.vendors().pages(incident.id().toString()))
                .containsExactly("trigger", "trigger", "trigger", "trigger", "trigger");
        assertThat(receipt(incident, "next-level.5")).isEqualTo("PagerDuty answered 200 and calls level 2");
        assertThat(receipt(incident, "next-level.7"))
                .startsWith("PagerDuty does not go to level 4, nobody further is called")
                .contains("Escalation level is too high");
        assertThat(receipt(incident, "next-level.8")).startsWith("PagerDuty does not go to level 4");
    }

    @Test
    void escalatesOnceForTwoReceiversOfOneAccount() {
        Incident incident = open(Incidents.PAGER, LEADS);

        escalated(5, incident, Incidents.PAGER, LEADS);

        sent(incident, "next-level.5/on-call");
        sent(incident, "next-level.5/leads");
        assertThat(changes("escalate", incident)).containsExactly("2");
    }

    @Test
    void forgetsWhatWasOverLongAgo() throws Exception {
        Incident old = open(Incidents.PAGER);
        assigned(2, old, KIM, by(Origin.SLACK));
        sent(old, "assigned.2/on-call");
        sent(old, "noted.2/on-call");
        Incident open = open(Incidents.PAGER);
        assigned(2, open, KIM, by(Origin.SLACK));
        sent(open, "assigned.2/on-call");
        sent(open, "noted.2/on-call");
        age("pagerduty_note");
        age("pagerduty_request");
        notifier.publish(Incidents.fact(
                3,
                Incidents.in(IncidentState.RESOLVED, Incidents.handedTo(KIM, old)),
                new IncidentEvent.Resolved("fixed")));
        sent(old, "resolved/on-call");

        Incident another = open(Incidents.PAGER);
        assigned(2, another, KIM, by(Origin.SLACK));
        sent(another, "assigned.2/on-call");
        sent(another, "noted.2/on-call");

        for (String table : List.of("pagerduty_note", "pagerduty_request")) {
            assertThat(rows(table, old)).as(table).isZero();
            assertThat(rows(table, open)).as(table).isOne();
        }
    }

    private static void age(String table) throws Exception {
        notifier.count("""
                with aged as (update %s set begun_at = begun_at - interval '31 days' returning 1)
                select count(*) from aged""".formatted(table));
    }

    private static long rows(String table, Incident incident) throws Exception {
        return notifier.count("select count(*) from %s where pagerduty_id = 'Q%s'".formatted(table, incident.id()));
    }

    private static void reassigned(Incident incident, String event, String user, String name) throws Exception {
        String body = """
                {"event":{"id":"%1$s","event_type":"incident.reassigned","resource_type":"incident",
                 "occurred_at":"2026-02-01T03:00:00.000Z","client":null,
                 "agent":{"id":"PROBIN","type":"user_reference","summary":"Robin"},
                 "data":{"id":"Q%2$s","type":"incident","incident_key":"%2$s",
                 "assignees":[{"id":"%3$s","type":"user_reference","summary":"%4$s"}]}}}""".formatted(event, incident.id(), user, name);
        assertThat(notifier.pagerDutySends(body, RunningNotifier.PAGERDUTY_SECRET)
                        .statusCode())
                .isEqualTo(202);
    }

    private static Incident open(Receiver... receivers) {
        Incident incident = Incidents.toldTo(List.of(receivers), Incidents.incident(IncidentId.next()));
        notifier.publish(Incidents.fact(1, incident, Incidents.opened()));
        for (Receiver receiver : receivers) {
            sent(incident, "opened/" + receiver.name());
        }
        return incident;
    }

    private static void assigned(long seq, Incident incident, Assignee to, Actor actor) {
        notifier.publish(Incidents.fact(
                seq, Incidents.handedTo(to, incident), new IncidentEvent.Assigned(null, to, null), actor));
    }

    private static void escalated(long seq, Incident incident, Receiver... receivers) {
        notifier.publish(Incidents.fact(
                seq,
                incident,
                new IncidentEvent.Escalated(1, List.of(receivers), "somebody, please"),
                Incidents.NOON.plusSeconds(60 * seq)));
    }

    private static Actor by(Origin origin) {
        return new Actor("ada", "Ada", origin, List.of("responder"));
    }

    private static void sent(Incident incident, String what) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(owed(incident)).contains(what + "=SENT"));
    }

    private static List<String> owed(Incident incident) {
        return notifier.obligations(incident.id().value());
    }

    private static List<String> changes(String name, Incident incident) {
        return notifier.vendors().changes(name, incident.id().toString());
    }

    private static String receipt(Incident incident, String transition) throws Exception {
        return notifier.text("""
                select detail from obligation where incident_id = '%s' and receiver = 'on-call'
                  and transition = '%s'""".formatted(incident.id(), transition));
    }
}
