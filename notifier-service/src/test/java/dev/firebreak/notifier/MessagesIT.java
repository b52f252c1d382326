package dev.firebreak.notifier;

import static dev.firebreak.notifier.Incidents.escalated;
import static dev.firebreak.notifier.Incidents.fact;
import static dev.firebreak.notifier.Incidents.in;
import static dev.firebreak.notifier.Incidents.opened;
import static dev.firebreak.notifier.Incidents.toldTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.incident.IncidentState;
import dev.firebreak.model.incident.Receiver;
import dev.firebreak.model.wire.Wire;
import dev.firebreak.notifier.HookReceiver.Fault;
import dev.firebreak.notifier.HookReceiver.Got;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** Receivers that are told by messages, on a real SMTP server and a real HTTP server; and what happens when none of it arrives. */
class MessagesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final byte[] KEY = "a key of thirty-two bytes, this.".getBytes(StandardCharsets.UTF_8);
    private static HookReceiver hooks;
    private static GreenMail mail;
    private static RunningNotifier notifier;

    @BeforeAll
    static void start() throws IOException {
        hooks = new HookReceiver();
        mail = new GreenMail(ServerSetup.SMTP.dynamicPort());
        mail.start();
        String key = "whsec_" + Base64.getEncoder().encodeToString(KEY);
        Map<String, String> settings = new HashMap<>();
        for (String name : List.of("robot", "teams", "discord", "gone", "away", "never")) {
            settings.put("FIREBREAK_" + name.toUpperCase(Locale.ROOT) + "_URL", hooks.address("/" + name));
        }
        settings.put("FIREBREAK_ROBOT_KEY", key);
        settings.put("FIREBREAK_LAST_RESORT_URL", hooks.address("/last-resort"));
        settings.put("FIREBREAK_LAST_RESORT_KEY", key);
        settings.put("FIREBREAK_NOTIFIER_HEARTBEAT_OUT", hooks.address("/alive"));
        settings.put("firebreak.watchdog.every", "200ms");
        settings.put("firebreak.watchdog.heartbeat-every", "200ms");
        settings.put("firebreak.obligations.call-within", "1s");
        settings.put("FIREBREAK_STATUSPAGE_API", hooks.address("/status"));
        settings.put("FIREBREAK_PAGE_ID", "p1");
        settings.put("FIREBREAK_PAGE_TOKEN", "page-token");
        settings.put("FIREBREAK_MAIL_HOST", "127.0.0.1");
        settings.put("FIREBREAK_MAIL_PORT", Integer.toString(mail.getSmtp().getPort()));
        settings.put("FIREBREAK_MAIL_SECURITY", "none");
        settings.put("FIREBREAK_MAIL_FROM", "firebreak@example.com");
        notifier = new RunningNotifier(settings);
    }

    @AfterAll
    static void stop() {
        notifier.close();
        mail.stop();
        hooks.close();
    }

    @Test
    void tellsProgramsSignedAndAsOftenAsItTakes() throws Exception {
        hooks.fail("/robot", new Fault(503, 2), new Fault(429, 1));
        Incident incident = told(new Receiver.Webhook("robot", "robot-url", "robot-key"));

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(notifier.obligations(incident.id().value())).contains("opened/robot=SENT"));

        List<Got> tries = hooks.at("/robot");
        assertThat(tries)
                .hasSize(3)
                .extracting(got -> got.header("webhook-id"))
                .containsOnly(tries.getFirst().header("webhook-id"));
        assertThat(Duration.ofNanos(tries.get(1).nanos() - tries.get(0).nanos()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        Got last = tries.getLast();
        assertThat(last.header("webhook-signature"))
                .isEqualTo("v1,"
                        + signed(last.header("webhook-id") + "." + last.header("webhook-timestamp") + "."
                                + last.body()));
        assertThat(last.body())
                .contains("\"type\":\"incident.opened\"", incident.id().toString());
    }

    @Test
    void switchesOffWhoSaysThatNobodyIsThere() {
        hooks.answerAlways("/gone", 410);
        Receiver gone = new Receiver.Webhook("gone", "gone-url", "robot-key");
        Incident first = told(gone);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(notifier.obligations(first.id().value())).contains("opened/gone=FAILED"));
        int tries = hooks.at("/gone").size();

        Incident second = told(gone);

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(notifier.obligations(second.id().value())).contains("opened/gone=FAILED"));
        assertThat(hooks.at("/gone")).hasSize(tries);
    }

    @Test
    void keepsOneThreadOfMailForAnIncident() throws Exception {
        Receiver team = new Receiver.Mail("team", List.of("team@example.com"));
        Incident incident = told(team);
        await().atMost(PATIENCE).until(() -> mails("team@example.com").size() == 1);
        notifier.publish(
                fact(3, in(IncidentState.RESOLVED, incident), new IncidentEvent.Resolved("nothing fires any more")));

        await().atMost(PATIENCE).until(() -> mails("team@example.com").size() == 2);
        MimeMessage first = mails("team@example.com").getFirst();
        MimeMessage last = mails("team@example.com").getLast();
        assertThat(last.getHeader("References", null)).isEqualTo(first.getMessageID());
        assertThat(last.getSubject()).isEqualTo("Re: " + first.getSubject());
        assertThat(GreenMailUtil.getWholeMessage(last)).contains("text/plain", "text/html", "nothing fires any more");
    }

    @Test
    void tellsTeamsAndDiscord() {
        told(new Receiver.Teams("teams", "teams-url"), new Receiver.Discord("discord", "discord-url"));

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(hooks.at("/teams"))
                    .isNotEmpty()
                    .first()
                    .satisfies(got -> assertThat(got.body()).contains("AdaptiveCard"));
            assertThat(hooks.at("/discord"))
                    .isNotEmpty()
                    .first()
                    .satisfies(got -> assertThat(got.body()).contains("\"embeds\""));
        });
    }

    @Test
    void keepsTheStatusPageInStep() {
        hooks.answerWith("/status/pages/p1/incidents/unresolved", "[]");
        IncidentId id = IncidentId.next();
        Incident incident = told(
                Incidents.incident(id),
                "You may see errors.",
                new Receiver.Statuspage("customers", "page-id", "page-token"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(hooks.at("/status/pages/p1/incidents"))
                        .singleElement()
                        .satisfies(got -> assertThat(got.body())
                                .contains("You may see errors.", "\"investigating\"", id.toString()))
                        .satisfies(
                                got -> assertThat(got.header("authorization")).isEqualTo("OAuth page-token")));

        hooks.answerWith("/status/pages/p1/incidents/unresolved", """
                [{"id": "inc1", "status": "investigating", "metadata": {"firebreak": {"incident": "%s"}}}]""".formatted(id));
        notifier.publish(fact(3, in(IncidentState.RESOLVED, incident), new IncidentEvent.Resolved("nothing fires")));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(hooks.at("/status/pages/p1/incidents/inc1"))
                        .singleElement()
                        .satisfies(got -> assertThat(got.body())
                                .contains("All clear", "\"resolved\"")
                                .doesNotContain("metadata")));
    }

    /** Nobody answers the page: the policy's next step is asked for, and the last resort told, once. */
    @Test
    void raisesWhatIsNotProvenToHaveArrived() {
        IncidentId id = IncidentId.next();
        StandIn.Fault[] down = new StandIn.Fault[50];
        Arrays.fill(down, StandIn.Fault.status(500));
        notifier.vendors().fail("enqueue", id.toString(), down);
        told(Incidents.incident(id), null, Incidents.PAGER);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(hooks.at("/last-resort"))
                        .anySatisfy(got -> assertThat(got.body())
                                .contains("incident.undelivered", id.toString(), "on-call", "PagerDuty answers 500")));
        try (CommandsTopic commands = new CommandsTopic()) {
            assertThat(commands.of(id, 1))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Command.EscalateIncident.class,
                            escalate -> assertThat(escalate.reason()).contains("on-call"));
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(notifier.obligations(id.value()))
                        .contains("undelivered.on-call/last-resort-webhook=SENT"));
        await().atMost(PATIENCE).until(() -> !hooks.at("/alive").isEmpty());
    }

    @Test
    void saysWhomItStillHasToTellTheWorstFirst() throws Exception {
        hooks.answerAlways("/away", 503);
        hooks.answerAlways("/never", 410);
        Incident waits = told(new Receiver.Webhook("away", "away-url", "robot-key"));
        Incident refused = told(new Receiver.Webhook("never", "never-url", "robot-key"));

        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode open = owed("?limit=200");
            assertThat(of(open, refused))
                    .containsEntry("state", "refused")
                    .containsEntry("receiver", "never")
                    .containsEntry("transition", "opened");
            assertThat(of(open, refused).get("nextTryAt")).isNull();
            assertThat(of(open, refused).get("reason")).asString().contains("410");
            assertThat(of(open, waits))
                    .containsEntry("vendor", "webhook")
                    .containsKeys("since", "deadline", "nextTryAt", "id")
                    .containsEntry("state", "waiting");
            assertThat(of(open, waits).get("reason")).asString().contains("503");
            assertThat((Integer) of(open, waits).get("attempts")).isPositive();
        });
        JsonNode first = owed("?limit=1");
        assertThat(first.path("items")).hasSize(1);
        assertThat(first.path("more").asBoolean()).isTrue();
        assertThat(owed("?skip=1&limit=1").path("items").get(0))
                .isNotEqualTo(first.path("items").get(0));
        for (String wrong : List.of("?limit=0", "?limit=201", "?skip=-1", "?skip=some")) {
            assertThat(notifier.get("/actuator/obligations" + wrong).statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    private static JsonNode owed(String query) throws Exception {
        HttpResponse<String> answer = notifier.get("/actuator/obligations" + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Wire.JSON.readTree(answer.body());
    }

    private static Map<String, Object> of(JsonNode owed, Incident incident) {
        JsonNode item = owed.path("items")
                .valueStream()
                .filter(it ->
                        it.path("incident").asString().equals(incident.id().toString()))
                .findFirst()
                .orElseThrow(AssertionError::new);
        return Wire.JSON.convertValue(item, new TypeReference<>() {});
    }

    private static Incident told(Receiver... receivers) {
        return told(Incidents.incident(IncidentId.next()), null, receivers);
    }

    private static Incident told(Incident some, @Nullable String words, Receiver... receivers) {
        Incident incident = toldTo(List.of(receivers), some);
        Instant now = Instant.now();
        notifier.publish(fact(1, toldTo(List.of(), incident), opened(), now));
        notifier.publish(fact(2, incident, escalated(0, words, receivers), now));
        return incident;
    }

    private static List<MimeMessage> mails(String to) {
        return Arrays.asList(mail.getReceivedMessagesForDomain(to));
    }

    private static String signed(String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
