package dev.firebreak.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.Actor;
import dev.firebreak.model.Origin;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.incident.Receiver;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What people write down here, on PagerDuty's incident by its REST API, from Kafka to real HTTP. */
class PagerDutyNotesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Receiver LEADS = new Receiver.PagerDuty("leads", "pagerduty-routing-key");
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
    void writesThereWhatPeopleWriteHereAndNothingThatCameFromThere() {
        Incident incident = open(Incidents.PAGER);

        note(2, incident, by(Origin.PAGERDUTY), "said in PagerDuty");
        note(3, incident, Actor.source("pagerduty"), "Escalated in PagerDuty to Kim");
        note(4, incident, by(Origin.SLACK), "the cache was cold");
        notifier.publish(Incidents.fact(5, incident, new IncidentEvent.Acknowledged("on it"), by(Origin.CLI)));
        notifier.publish(Incidents.fact(6, incident, new IncidentEvent.Acknowledged(null), by(Origin.CLI)));
        note(7, incident, by(Origin.CONSOLE), "fixed");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(owed(incident))
                        .contains("noted.4/on-call=SENT", "noted.5/on-call=SENT", "noted.7/on-call=SENT"));
        assertThat(notes(incident))
                .containsExactly(
                        "Firebreak #12/4, Ada (slack): the cache was cold",
                        "Firebreak #12/5, Ada (cli): on it",
                        "Firebreak #12/7, Ada (console): fixed");
        assertThat(owed(incident)).noneMatch(one -> one.startsWith("noted.2") || one.startsWith("noted.3"));
    }

    @Test
    void writesOnceThoughTheAnswerIsLost() {
        Incident incident = open(Incidents.PAGER);
        notifier.vendors().fail("note", "Q" + incident.id(), StandIn.Fault.lost());

        note(2, incident, by(Origin.SLACK), "the cache was cold");

        sent(incident, "noted.2/on-call");
        assertThat(notes(incident)).hasSize(1);
        assertThat(notifier.vendors().calls("note").stream()
                        .filter(call -> call.field("incident").equals("Q" + incident.id())))
                .hasSize(1);
    }

    @Test
    void triesAgainWhenPagerDutyAsksForLessOrFails() {
        Incident incident = open(Incidents.PAGER);
        notifier.vendors()
                .fail(
                        "note",
                        "Q" + incident.id(),
                        StandIn.Fault.throttled(1),
                        StandIn.Fault.status(503),
                        StandIn.Fault.lost());

        note(2, incident, by(Origin.API), "the cache was cold");

        sent(incident, "noted.2/on-call");
        assertThat(notes(incident)).hasSize(1);
    }

    /** A note may be written before PagerDuty has heard of the incident. */
    @Test
    void waitsUntilPagerDutyHasTheIncident() {
        Incident incident = calling(Incidents.PAGER);
        notifier.vendors().fail("enqueue", incident.id().toString(), StandIn.Fault.throttled(2));

        notifier.publish(Incidents.fact(1, incident, Incidents.opened()));
        note(2, incident, by(Origin.SLACK), "the cache was cold");

        sent(incident, "noted.2/on-call");
        assertThat(notes(incident)).hasSize(1);
    }

    @Test
    void writesOnceForTwoReceiversOfOneAccount() {
        Incident incident = open(Incidents.PAGER, LEADS);

        note(2, incident, by(Origin.SLACK), "the cache was cold");

        sent(incident, "noted.2/on-call");
        sent(incident, "noted.2/leads");
        assertThat(notes(incident)).hasSize(1);
    }

    /** The incident that PagerDuty has for it is the storm's, which has a key of its own. */
    @Test
    void writesOnTheAlertOfAStorm() throws Exception {
        Incident incident = open(Incidents.PAGER);
        UUID bundle = UUID.randomUUID();
        notifier.enqueue("trigger", bundle.toString());
        assertThat(notifier.count("""
                        with formed as (insert into pagerduty_bundle (bundle_id, incident_id)
                            values ('%s', '%s') returning 1) select count(*) from formed""".formatted(bundle, incident.id()))).isOne();

        note(2, incident, by(Origin.SLACK), "the cache was cold");

        sent(incident, "noted.2/on-call");
        assertThat(notifier.vendors().notes(bundle.toString())).hasSize(1);
        assertThat(notes(incident)).isEmpty();
    }

    @Test
    void takesNoEchoForANoteOfSomebody() throws Exception {
        Incident incident = open(Incidents.PAGER);
        note(2, incident, by(Origin.SLACK), "the cache was cold");
        sent(incident, "noted.2/on-call");

        try (CommandsTopic commands = new CommandsTopic()) {
            notifier.pagerDutySays("incident.triggered", """
                    {"id":"Q%1$s","type":"incident","incident_key":"%1$s"}""".formatted(incident.id()));
            annotated(incident, notes(incident).getFirst());
            annotated(incident, "Firebreak #12/99, which we never wrote");

            assertThat(commands.await(noteAbout(incident), 1))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Command.AddNote.class,
                            it -> assertThat(it.text()).isEqualTo("Firebreak #12/99, which we never wrote"));
        }
    }

    private static Predicate<Command> noteAbout(Incident incident) {
        return command ->
                command instanceof Command.AddNote note && note.incidentId().equals(incident.id());
    }

    private static void annotated(Incident incident, String content) throws Exception {
        assertThat(notifier.pagerDutySays("incident.annotated", """
                        {"type":"incident_note","id":"P1","content":"%s","incident":{"id":"Q%s"}}""".formatted(content, incident.id()))
                        .statusCode())
                .isEqualTo(202);
    }

    private static Incident calling(Receiver... receivers) {
        return Incidents.toldTo(List.of(receivers), Incidents.incident(IncidentId.next()));
    }

    private static Incident open(Receiver... receivers) {
        Incident incident = calling(receivers);
        notifier.publish(Incidents.fact(1, incident, Incidents.opened()));
        for (Receiver receiver : receivers) {
            sent(incident, "opened/" + receiver.name());
        }
        return incident;
    }

    private static void note(long seq, Incident incident, Actor actor, String text) {
        notifier.publish(Incidents.fact(seq, incident, new IncidentEvent.NoteAdded(text), actor));
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

    private static List<String> notes(Incident incident) {
        return notifier.vendors().notes(incident.id().toString());
    }
}
