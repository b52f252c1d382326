package dev.firebreak.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.Origin;
import dev.firebreak.model.command.Command;
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
        assertThat(send(press("U0STRANGER", "resolve", INCIDENT)).statusCode()).isEqualTo(200);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(notifier.vendors().calls("response"))
                        .anySatisfy(answer ->
                                assertThat(answer.field("text")).contains("U0STRANGER", "FIREBREAK_SLACK_RESPONDERS")));
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
