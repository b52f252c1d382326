package dev.firebreak.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.EventId;
import dev.firebreak.model.Origin;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.incident.IncidentState;
import dev.firebreak.model.incident.Receiver;
import dev.firebreak.model.remediation.RemediationEvent;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Slack sends, over real HTTP, to what stands on Kafka. */
class SlackPressIT {
    private static final String INCIDENT = "0197f000-0000-7000-8000-000000000001";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static RunningNotifier notifier;

    @BeforeAll
    static void start() throws IOException {
        notifier = new RunningNotifier();
    }

    @AfterAll
    static void stop() {
        notifier.close();
    }

    @Test
    void turnsAPressIntoOneCommandHoweverOftenItComes() throws Exception {
        UUID approval = UUID.randomUUID();
        String press = press("U0RESPONDER", "approve", INCIDENT + "/" + INCIDENT + "/" + approval);

        assertThat(send(press, Instant.now(), RunningNotifier.SIGNING_SECRET).statusCode())
                .isEqualTo(200);
        assertThat(send(press, Instant.now(), "next-secret").statusCode()).isEqualTo(200);

        List<Command> commands;
        try (CommandsTopic topic = new CommandsTopic()) {
            commands = topic.await(
                    command -> command instanceof Command.ApproveStep approve
                            && approve.approvalId().equals(approval),
                    2);
        }
        assertThat(commands)
                .extracting(Command::id)
                .containsOnly(commands.getFirst().id());
        assertThat(commands.getFirst().actor().id()).isEqualTo("slack:U0RESPONDER");
        assertThat(commands.getFirst().actor().origin()).isEqualTo(Origin.SLACK);
        assertThat(commands.getFirst().actor().roles()).containsExactly("responder");
    }

    @Test
    void tellsWhoMayNotPressWhichSettingToChange() throws Exception {
        assertThat(send(press("U0STRANGER", "acknowledge", INCIDENT)).statusCode())
                .isEqualTo(200);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(notifier.vendors().calls("response"))
                        .anySatisfy(answer -> assertThat(answer.field("text"))
                                .contains("stranger@example.com", "U0STRANGER", "FIREBREAK_SLACK_RESPONDERS")));
    }

    @Test
    void handsOnWithoutRightsWhatAStrangerAnswersSoThatTheRefusalIsWrittenDown() throws Exception {
        UUID approval = UUID.randomUUID();
        assertThat(send(press("U0STRANGER", "approve", INCIDENT + "/" + INCIDENT + "/" + approval))
                        .statusCode())
                .isEqualTo(200);

        try (CommandsTopic topic = new CommandsTopic()) {
            assertThat(topic.await(
                            command -> command instanceof Command.ApproveStep approve
                                    && approve.approvalId().equals(approval),
                            1))
                    .extracting(Command::actor)
                    .allSatisfy(actor -> {
                        assertThat(actor.id()).isEqualTo("slack:U0STRANGER");
                        assertThat(actor.roles()).isEmpty();
                    });
        }
    }

    @Test
    void knowsAResponderByTheAddressThatSlackHas() throws Exception {
        String other = "0197f000-0000-7000-8000-000000000007";
        try (CommandsTopic topic = new CommandsTopic()) {
            assertThat(send(press("U0GRACE", "acknowledge", other)).statusCode())
                    .isEqualTo(200);

            assertThat(topic.of(IncidentId.parse(other), 1))
                    .extracting(command -> command.actor().name())
                    .containsExactly("grace");
        }
    }

    @Test
    void asksInADialogAndTakesWhatIsFilledIn() throws Exception {
        String other = "0197f000-0000-7000-8000-000000000008";
        assertThat(send(press("U0RESPONDER", "silence", other)).statusCode()).isEqualTo(200);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(notifier.vendors().calls("views.open"))
                        .anySatisfy(open -> {
                            assertThat(open.field("trigger_id")).isEqualTo("1.2.x");
                            assertThat(open.field("view")).contains("\"private_metadata\":\"" + other);
                        }));

        HttpResponse<String> wrong = send(filled("U0RESPONDER", other, ""));
        assertThat(wrong.body()).contains("\"response_action\":\"errors\"", "\"text\":\"Say why");
        assertThat(send(filled("U0STRANGER", other, "known")).body()).contains("FIREBREAK_SLACK_RESPONDERS");
        try (CommandsTopic topic = new CommandsTopic()) {
            // Where it cannot be recorded while the person waits, the dialog stays open to be sent again.
            await().atMost(PATIENCE)
                    .until(() ->
                            send(filled("U0RESPONDER", other, "known")).body().isEmpty());

            assertThat(topic.of(IncidentId.parse(other), 1))
                    .allSatisfy(command -> assertThat(command)
                            .isInstanceOfSatisfying(
                                    Command.SilenceIncident.class,
                                    it -> assertThat(it.reason()).isEqualTo("known")));
        }
    }

    @Test
    void showsWhatIsSomebodysOnTheirPage() throws Exception {
        Incident incident = Incidents.incident(IncidentId.next());
        notifier.publish(new IncidentFact(
                EventId.next(),
                2,
                Instant.now(),
                Incidents.ROBIN,
                "catalogue",
                new IncidentEvent.Acknowledged(null),
                Incidents.in(IncidentState.ACKNOWLEDGED, incident)));
        notifier.publish(Remediations.fact(
                1,
                Remediations.awaitingApproval(incident),
                new RemediationEvent.ApprovalRequested("rollback", Remediations.approval(), "May I?")));

        await().atMost(PATIENCE).untilAsserted(() -> {
            notifier.fromSlack(
                    "{\"type\":\"event_callback\",\"event\":{\"type\":\"app_home_opened\",\"user\":\"U0RESPONDER\"}}");
            assertThat(notifier.vendors().calls("views.publish")).anySatisfy(home -> {
                assertThat(home.field("user_id")).isEqualTo("U0RESPONDER");
                assertThat(home.field("view"))
                        .contains("\"action_id\":\"resolve\"", "\"action_id\":\"approve\"", "\"action_id\":\"sample\"");
            });
        });
    }

    @Test
    void sendsOneOfEachOnceToWhoPressesTheButtonAtHome() throws Exception {
        String press = press("U0RESPONDER", "sample", "sample");
        assertThat(send(press).statusCode()).isEqualTo(200);
        assertThat(send(press).statusCode()).isEqualTo(200);

        await().atMost(PATIENCE)
                .until(() -> notifier.vendors().cards("U0RESPONDER").size() == 7);
        assertThat(notifier.count("select count(*) from notice where channel = 'U0RESPONDER'"))
                .isEqualTo(7);
    }

    @Test
    void tellsOnlyWhoAskedThatItDidNotCount() {
        Incident incident = Incidents.toldTo(
                List.of(new Receiver.Slack("incidents", "#late")), Incidents.incident(IncidentId.next()));
        Incident over = Incidents.in(IncidentState.RESOLVED, incident);
        notifier.publish(Incidents.fact(1, incident, Incidents.opened()));
        notifier.publish(Incidents.fact(2, over, new IncidentEvent.Resolved("gone")));
        notifier.publish(new IncidentFact(
                EventId.next(),
                3,
                Instant.now(),
                Incidents.ROBIN,
                "catalogue",
                new IncidentEvent.CommandRefused("acknowledge", "it was resolved <!here>"),
                over));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(notifier.vendors().calls("chat.postEphemeral"))
                        .singleElement()
                        .satisfies(said -> {
                            assertThat(said.field("channel")).isEqualTo(StandIn.id("#late"));
                            assertThat(said.field("user")).isEqualTo("U0RESPONDER");
                            assertThat(said.field("text"))
                                    .contains("did not count", "#12", "it was resolved &lt;!here&gt;");
                        }));
    }

    @Test
    void refusesWhatSlackDidNotSignNow() throws Exception {
        String press = press("U0RESPONDER", "acknowledge", INCIDENT);

        assertThat(send(press, Instant.now(), "guessed").statusCode()).isEqualTo(401);
        assertThat(send(press, Instant.now().minusSeconds(400), RunningNotifier.SIGNING_SECRET)
                        .statusCode())
                .isEqualTo(401);
        assertThat(send(press, Instant.now().plusSeconds(400), RunningNotifier.SIGNING_SECRET)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void answersTheChallenge() throws Exception {
        HttpResponse<String> answer = send("{\"type\":\"url_verification\",\"challenge\":\"abc\",\"token\":\"t\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("abc");
    }

    @Test
    void showsNobodyAnErrorForWhatItDoesNotKnow() throws Exception {
        assertThat(send("ssl_check=1&token=t").statusCode()).isEqualTo(200);
        assertThat(send(form("{\"type\":\"shortcut\"}")).statusCode()).isEqualTo(200);
        assertThat(send(press("U0RESPONDER", "unheard-of", "1")).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesWhatCannotBeRead() throws Exception {
        assertThat(send("payload=%zz").statusCode()).isEqualTo(400);
        assertThat(send(form("{\"type\":")).statusCode()).isEqualTo(400);
        assertThat(send("").statusCode()).isEqualTo(400);
        assertThat(send("x=" + "y".repeat(1024 * 1024)).statusCode()).isEqualTo(413);
    }

    private static String press(String user, String action, String value) {
        return form("""
                {"type":"block_actions","team":null,"user":{"id":"%s","username":"robin"},
                 "container":{"type":"message","message_ts":"1769947200.000001","channel_id":"C1"},
                 "response_url":"%s/slack/response/1","trigger_id":"1.2.x",
                 "actions":[{"type":"button","action_id":"%s","value":"%s","action_ts":"1769947201.5"}]}""".formatted(user, notifier.vendors().address(), action, value));
    }

    private static String filled(String user, String incident, String why) {
        return form("""
                        {"type":"view_submission","team":null,"user":{"id":"%s","name":"robin"},
                         "view":{"id":"V1","type":"modal","callback_id":"silence","private_metadata":"%s","state":{"values":{
                          "lasts":{"lasts":{"type":"static_select","selected_option":{"value":"AN_HOUR"}}},
                          "text":{"text":{"type":"plain_text_input","value":"%s"}}}}}}""".formatted(user, incident, why));
    }

    private static String form(String payload) {
        return "payload=" + URLEncoder.encode(payload, StandardCharsets.UTF_8);
    }

    private static HttpResponse<String> send(String body) throws IOException, InterruptedException {
        return send(body, Instant.now(), RunningNotifier.SIGNING_SECRET);
    }

    private static HttpResponse<String> send(String body, Instant at, String secret)
            throws IOException, InterruptedException {
        return notifier.fromSlack(body, at, secret);
    }
}
