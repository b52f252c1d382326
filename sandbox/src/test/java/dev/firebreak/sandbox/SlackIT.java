package dev.firebreak.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.model.Message;
import dev.firebreak.model.Secret;
import dev.firebreak.model.wire.HexHmac;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Slack's own client is the judge. */
class SlackIT {
    private static final String BUTTONS = """
            [{"type":"section","text":{"type":"mrkdwn","text":"Shop down"}},
             {"type":"actions","block_id":"decide","elements":[
               {"type":"button","action_id":"approve","value":"%1$s/r1/a1","text":{"type":"plain_text","text":"Approve"}},
               {"type":"button","action_id":"acknowledge","value":"%1$s","text":{"type":"plain_text","text":"Acknowledge"}}]}]
            """;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Sandbox sandbox = Sandbox.shared();
    private final String channel = "c-" + UUID.randomUUID();
    private final MethodsClient slack = client("xoxb-test");

    private MethodsClient client(String token) {
        var config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(sandbox.base() + "/slack/api/");
        return Slack.getInstance(config).methods(token);
    }

    @BeforeEach
    void forget() {
        sandbox.neighbour.forget();
    }

    @AfterEach
    void liftLimits() {
        sandbox.put("/slack/limits", Map.of("messagesPerSecond", 1, "burst", 5, "updatesPerMinute", 50));
        sandbox.send("DELETE", "/faults", Map.of(), null);
    }

    @Test
    void postsAndChangesAMessageInPlace() throws Exception {
        var posted = slack.chatPostMessage(r -> r.channel("#" + channel).text("down"));
        assertThat(posted.isOk()).isTrue();

        var changed = slack.chatUpdate(
                r -> r.channel(posted.getChannel()).ts(posted.getTs()).text("up again"));

        assertThat(changed.isOk()).isTrue();
        JsonNode seen = sandbox.get("/slack/channels/" + channel + "/messages").json();
        assertThat(seen).hasSize(1);
        assertThat(seen.get(0).path("text").asString()).isEqualTo("up again");
        assertThat(seen.get(0).path("edited").asInt()).isEqualTo(1);
        assertThat(slack.chatUpdate(r ->
                                r.channel(posted.getChannel()).ts("1.000001").text("x"))
                        .getError())
                .isEqualTo("message_not_found");
    }

    @Test
    void typesASlashCommandSigned() {
        slackChannelExists();

        var answer = sandbox.post("/slack/type", Map.of("text", "ack #1 \"on it\"", "channel", "#" + channel));

        assertThat(answer.status()).isEqualTo(200);
        var request = sandbox.neighbour.requests("/slack/events").getLast();
        assertThat(URLDecoder.decode(request.body(), StandardCharsets.UTF_8))
                .contains("command=/incident", "text=ack #1 \"on it\"", "user_id=U0RESPONDER");
    }

    @Test
    void makesAChannelOnceAndPutsItAway() throws Exception {
        String made =
                slack.conversationsCreate(r -> r.name(channel)).getChannel().getId();
        assertThat(slack.conversationsCreate(r -> r.name(channel)).getError()).isEqualTo("name_taken");
        assertThat(slack.conversationsInvite(r -> r.channel(made).users(List.of("U0ADA0001")))
                        .isOk())
                .isTrue();
        assertThat(slack.conversationsInvite(r -> r.channel(made).users(List.of("U0ADA0001")))
                        .getError())
                .isEqualTo("already_in_channel");
        String ts =
                slack.chatPostMessage(r -> r.channel(made).text("post-mortem")).getTs();
        assertThat(slack.pinsAdd(r -> r.channel(made).timestamp(ts)).isOk()).isTrue();

        assertThat(slack.conversationsArchive(r -> r.channel(made)).isOk()).isTrue();
        assertThat(slack.chatPostMessage(r -> r.channel(made).text("late")).getError())
                .isEqualTo("is_archived");
        assertThat(slack.conversationsArchive(r -> r.channel(made)).getError()).isEqualTo("already_archived");
    }

    @Test
    void speaksThroughTheConnectionThatTheAppOpened() throws Exception {
        slackChannelExists();
        assertThat(slack.appsConnectionsOpen(r -> r.token("xoxb-test")).isOk()).isFalse();
        String url = slack.appsConnectionsOpen(r -> r.token("xapp-test")).getUrl();
        CountDownLatch closed = new CountDownLatch(1);
        List<String> heard = new CopyOnWriteArrayList<>();
        WebSocket.Listener app = new WebSocket.Listener() {
            @Override
            public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
                heard.add(data.toString());
                JsonNode said = JsonMapper.shared().readTree(data.toString());
                socket.request(1);
                return said.has("envelope_id")
                        ? socket.sendText(
                                "{\"envelope_id\":\"%s\",\"payload\":{\"text\":\"done\"}}"
                                        .formatted(said.path("envelope_id").asString()),
                                true)
                        : null;
            }

            @Override
            public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
                closed.countDown();
                return null;
            }
        };
        HttpClient http = HttpClient.newHttpClient();
        try {
            http.newWebSocketBuilder().buildAsync(URI.create(url), app).join();

            var answer = sandbox.post("/slack/type", Map.of("text", "list", "channel", "#" + channel));

            assertThat(answer.json().path("body").asString()).contains("done");
            assertThat(sandbox.neighbour.requests("/slack/events")).isEmpty();
            sandbox.send("DELETE", "/slack/sockets", Map.of(), null);
            assertThat(closed.await(1, TimeUnit.MINUTES)).isTrue();
            assertThat(heard.getFirst()).contains("hello");
            assertThat(heard.getLast()).contains("disconnect");
        } finally {
            http.shutdownNow(); // close() would wait for the connection
        }
        assertThat(sandbox.post("/slack/type", Map.of("text", "list", "channel", "#" + channel))
                        .status())
                .isEqualTo(200);
        assertThat(sandbox.neighbour.requests("/slack/events")).hasSize(1);
    }

    private void slackChannelExists() {
        assertThat(sandbox.get("/slack/channels/" + channel + "/messages").status())
                .isEqualTo(200);
    }

    @Test
    void opensADialogOncePerTriggerAndSendsWhatIsFilledIn() throws Exception {
        slackChannelExists();
        String view = """
                        {"type":"modal","callback_id":"note","private_metadata":"i-1","title":{"type":"plain_text","text":"%s"},
                         "blocks":[{"type":"input","block_id":"text","label":{"type":"plain_text","text":"Note"},
                           "element":{"type":"plain_text_input","action_id":"text"}}]}""";
        // Three seconds are enough for Slack's apps, and not always for a busy machine.
        String trigger = await().atMost(PATIENCE)
                .until(() -> typedToOpen(view.formatted("Note")), Optional::isPresent)
                .orElseThrow();
        assertThat(slack.viewsOpen(r -> r.triggerId(trigger).viewAsString(view.formatted("Note")))
                        .getError())
                .isEqualTo("exchanged_trigger_id");
        assertThat(slack.viewsPublish(r -> r.userId("U0FILLER").viewAsString(view.formatted("n".repeat(25))))
                        .getError())
                .isEqualTo("invalid_arguments");

        sandbox.post("/slack/submit", Map.of("user", "U0FILLER", "values", Map.of("text", "cold cache")));

        assertThat(URLDecoder.decode(
                        sandbox.neighbour.requests("/slack/events").getLast().body(), StandardCharsets.UTF_8))
                .contains("view_submission", "\"private_metadata\":\"i-1\"", "\"value\":\"cold cache\"");
    }

    /** @return the trigger with which the dialog opened */
    private Optional<String> typedToOpen(String view) throws Exception {
        sandbox.post("/slack/type", Map.of("text", "note", "channel", "#" + channel, "user", "U0FILLER"));
        String request = URLDecoder.decode(
                sandbox.neighbour.requests("/slack/events").getLast().body(), StandardCharsets.UTF_8);
        String trigger = request.substring(request.indexOf("trigger_id=") + "trigger_id=".length());
        return slack.viewsOpen(r -> r.triggerId(trigger).viewAsString(view)).isOk()
                ? Optional.of(trigger)
                : Optional.empty();
    }

    @Test
    void findsAMessageAgainByItsMetadata() throws Exception {
        var root = slack.chatPostMessage(r -> r.channel(channel).text("card"));
        slack.chatPostMessage(r -> r.channel(channel)
                .text("detail")
                .threadTs(root.getTs())
                .metadata(Message.Metadata.builder()
                        .eventType("firebreak_timeline")
                        .eventPayload(Map.of("incident", "inc-1", "batch", "b-1"))
                        .build()));

        var history =
                slack.conversationsHistory(r -> r.channel(root.getChannel()).includeAllMetadata(true));
        var replies = slack.conversationsReplies(
                r -> r.channel(root.getChannel()).ts(root.getTs()).includeAllMetadata(true));

        assertThat(history.getMessages()).extracting(Message::getText).containsExactly("card");
        assertThat(replies.getMessages()).extracting(Message::getText).containsExactly("card", "detail");
        assertThat(replies.getMessages().getLast().getMetadata().getEventPayload())
                .containsEntry("batch", "b-1");
        assertThat(sandbox.lastEffect("slack").path("facts").path("incident").asString())
                .isEqualTo("inc-1");
    }

    @Test
    void saysWhoItIsAndWhichChannelsThereAre() throws Exception {
        slack.chatPostMessage(r -> r.channel(channel).text("x"));

        assertThat(slack.authTest(r -> r).getBotId()).isNotBlank();
        assertThat(slack.conversationsList(r -> r).getChannels())
                .anyMatch(known -> known.getName().equals(channel));
        assertThat(slack.usersInfo(r -> r.user("U0RESPONDER")).getUser().getRealName())
                .isEqualTo("Robin Responder");
    }

    @Test
    void refusesAsSlackDoes() throws Exception {
        assertThat(client("").chatPostMessage(r -> r.channel(channel).text("x")).getError())
                .isEqualTo("not_authed");
        assertThat(client("xoxp-no")
                        .chatPostMessage(r -> r.channel(channel).text("x"))
                        .getError())
                .isEqualTo("invalid_auth");
        assertThat(slack.chatPostMessage(r -> r.channel(channel)).getError()).isEqualTo("no_text");
        sandbox.put("/slack/channels/" + channel, Map.of("state", "archived"));
        assertThat(slack.chatPostMessage(r -> r.channel(channel).text("x")).getError())
                .isEqualTo("is_archived");
    }

    @Test
    void asksToWaitWhenAChannelGetsTooMuch() throws Exception {
        sandbox.put("/slack/limits", Map.of("messagesPerSecond", 0.01, "burst", 2));
        var first = slack.chatPostMessage(r -> r.channel("#" + channel).text("1"));
        slack.chatPostMessage(r -> r.channel(first.getChannel()).text("2"));

        assertThatThrownBy(() -> slack.chatPostMessage(r -> r.channel(channel).text("3")))
                .isInstanceOfSatisfying(SlackApiException.class, e -> {
                    assertThat(e.getResponse().code()).isEqualTo(429);
                    assertThat(e.getResponse().header("Retry-After")).matches("\\d+");
                });
        assertThat(slack.chatPostMessage(r -> r.channel(channel + "-2").text("1"))
                        .isOk())
                .isTrue();
    }

    @Test
    void pressesAButtonSignedAndInSlacksShape() throws Exception {
        String incident = UUID.randomUUID().toString();
        var card =
                slack.chatPostMessage(r -> r.channel(channel).text("card").blocksAsString(BUTTONS.formatted(incident)));
        slack.chatPostMessage(
                r -> r.channel(channel).text("another").blocksAsString(BUTTONS.formatted(UUID.randomUUID())));

        JsonNode pressed = await().atMost(PATIENCE)
                .until(
                        () -> sandbox.post("/slack/press", Map.of("action", "approve", "incident", incident))
                                .json(),
                        it -> it.path("inTime").asBoolean());

        assertThat(pressed.path("status").asInt()).isEqualTo(202);
        var request = sandbox.neighbour.requests("/slack/events").getFirst();
        String timestamp = request.headers().get("x-slack-request-timestamp");
        String expected = "v0="
                + new HexHmac(HexHmac.SHA256, new Secret(Sandbox.SLACK_SECRET))
                        .sign(("v0:" + timestamp + ":" + request.body()).getBytes(StandardCharsets.UTF_8));
        assertThat(request.headers().get("x-slack-signature")).isEqualTo(expected);
        JsonNode payload = JsonMapper.shared()
                .readTree(URLDecoder.decode(request.body().substring("payload=".length()), StandardCharsets.UTF_8));
        assertThat(payload.path("type").asString()).isEqualTo("block_actions");
        assertThat(payload.path("user").path("id").asString()).isEqualTo("U0RESPONDER");
        assertThat(payload.path("container").path("message_ts").asString()).isEqualTo(card.getTs());
        assertThat(payload.path("actions").get(0).path("value").asString()).isEqualTo(incident + "/r1/a1");

        String responsePath =
                payload.path("response_url").asString().substring(sandbox.base().length());
        assertThat(sandbox.post(responsePath, Map.of("text", "Only responders may"))
                        .status())
                .isEqualTo(200);
        JsonNode seen = sandbox.get("/slack/channels/" + channel + "/messages?incident=" + incident)
                .json();
        assertThat(seen.get(0).path("ephemeral").get(0).path("text").asString()).isEqualTo("Only responders may");
    }

    @Test
    void cannotPressWhatIsNotThere() {
        var answer = sandbox.post("/slack/press", Map.of("action", "approve", "incident", "no such"));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().path("detail").asString()).contains("no message has a button 'approve'");
    }

    @Test
    void losesTheAnswerAfterTheEffect() {
        sandbox.put("/faults/slack", Map.of("kind", "lose", "path", "chat.postMessage"));

        assertThatThrownBy(() -> slack.chatPostMessage(r -> r.channel(channel).text("did it arrive?")))
                .isInstanceOf(IOException.class);

        assertThat(sandbox.get("/slack/channels/" + channel + "/messages").json())
                .hasSize(1);
        assertThat(sandbox.lastEffect("slack").path("status").asInt()).isZero();
    }

    @Test
    void hangsWithoutEffectWhenTold() {
        sandbox.put("/slack/faults", Map.of("kind", "hang", "path", "chat.postMessage"));
        var request = HttpRequest.newBuilder(URI.create(sandbox.base() + "/slack/api/chat.postMessage"))
                .header("Authorization", "Bearer xoxb-test")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .timeout(Duration.ofMillis(500))
                .POST(HttpRequest.BodyPublishers.ofString("channel=" + channel + "&text=x"))
                .build();

        try (var client = HttpClient.newHttpClient()) {
            assertThatThrownBy(() -> client.send(request, HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(HttpTimeoutException.class);
        }

        assertThat(sandbox.get("/slack/channels/" + channel + "/messages").json())
                .isEmpty();
    }

    @Test
    void failsWithoutEffectWhenTold() {
        sandbox.put("/faults/slack", Map.of("status", 503, "path", "chat.postMessage"));

        assertThatThrownBy(() -> slack.chatPostMessage(r -> r.channel(channel).text("x")))
                .isInstanceOf(SlackApiException.class);

        assertThat(sandbox.get("/slack/channels/" + channel + "/messages").json())
                .isEmpty();
    }
}
