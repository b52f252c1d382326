package dev.firebreak.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.Secret;
import dev.firebreak.model.wire.HexHmac;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PagerDutyIT {
    private static final Map<String, String> REST =
            Map.of("Authorization", "Token token=key", "From", "firebreak@example.com");

    private final Sandbox sandbox = Sandbox.shared();
    private final String key = UUID.randomUUID().toString().replace("-", "");
    private final String incident = UUID.randomUUID().toString();

    @AfterEach
    void liftLimits() {
        sandbox.put("/pagerduty/limits", Map.of("perMinute", 120));
    }

    @Test
    void followsOneAlertThroughItsLife() {
        assertThat(send("trigger").status()).isEqualTo(202);
        assertThat(send("trigger").json().path("dedup_key").asString()).isEqualTo(incident);
        send("acknowledge");
        assertThat(alerts()).hasSize(1);
        assertThat(alerts().getFirst().path("state").asString()).isEqualTo("acknowledged");
        assertThat(alerts().getFirst().path("triggers").asInt()).isEqualTo(2);
        send("resolve");
        assertThat(alerts().getFirst().path("state").asString()).isEqualTo("resolved");
    }

    @Test
    void opensAnotherAlertForATriggerAfterTheResolve() {
        send("trigger");
        send("resolve");
        send("trigger");

        assertThat(alerts())
                .extracting(alert -> alert.path("state").asString())
                .containsExactly("resolved", "triggered");
    }

    @Test
    void dropsSilentlyWhatHasNoAlert() {
        assertThat(send("resolve").status()).isEqualTo(202);

        assertThat(alerts()).isEmpty();
        assertThat(sandbox.lastEffect("pagerduty").path("facts").path("state").asString())
                .isEqualTo("dropped");
    }

    @Test
    void saysAllThatIsWrong() {
        var answer = sandbox.post("/pagerduty/v2/enqueue", Map.of("event_action", "trigger"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("status").asString()).isEqualTo("invalid event");
        assertThat(answer.json().path("errors")).hasSize(4);
    }

    @Test
    void throttlesPerKeyWithoutSayingHowLong() {
        sandbox.put("/pagerduty/limits", Map.of("perMinute", 1));
        send("trigger");

        var answer = send("trigger");

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.raw().headers().firstValue("Retry-After")).isEmpty();
    }

    @Test
    void keepsTheRoutingKeyOutOfTheLedger() {
        send("trigger");

        assertThat(sandbox.get("/ledger?provider=pagerduty").text())
                .doesNotContain(key)
                .contains("\"routing_key\":\"***\"");
    }

    @Test
    void tellsWhatPeopleDoSigned() {
        send("trigger");

        var answer = sandbox.post("/pagerduty/people", Map.of("does", "acknowledge", "incident", incident));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(alerts().getFirst().path("state").asString()).isEqualTo("acknowledged");
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(webhooks()).anySatisfy(request -> {
                    assertThat(request.body()).contains("incident.acknowledged", "user_reference");
                    assertThat(request.headers().get("x-pagerduty-signature"))
                            .isEqualTo("v1="
                                    + new HexHmac(HexHmac.SHA256, new Secret(Sandbox.PAGERDUTY_SECRET))
                                            .sign(request.body().getBytes(StandardCharsets.UTF_8)));
                }));
    }

    @Test
    void tellsTheSenderWhatItDidItselfAsNobodysDoing() {
        send("trigger");
        send("resolve");

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(webhooks())
                        .anySatisfy(
                                request -> assertThat(request.body()).contains("incident.resolved", "\"agent\":null")));
    }

    @Test
    void saysWhatPeopleCanDo() {
        assertThat(sandbox.post("/pagerduty/people", Map.of("does", "snooze")).text())
                .contains("acknowledge, resolve, reopen, escalate, reassign or note");
        assertThat(sandbox.post("/pagerduty/people", Map.of("does", "resolve", "incident", "none"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void keepsNotesOfTheRestApiAndTellsOfThem() {
        send("trigger");
        String theirs = incidentId();

        assertThat(note(theirs, REST).status()).isEqualTo(201);

        assertThat(sandbox.send("GET", notesOf(theirs), REST, null)
                        .json()
                        .at("/notes/0/content")
                        .asString())
                .isEqualTo("the cache was cold");
        assertThat(alerts().getFirst().at("/notes/0/user").asString()).isEqualTo("firebreak@example.com");
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(sandbox.neighbour.requests("/webhooks/pagerduty"))
                        .anySatisfy(request -> assertThat(request.body())
                                .contains("incident.annotated", theirs, "\"id\":\"firebreak@example.com\"")));
    }

    @Test
    void givesAnIncidentToSomebodyAndTellsOfIt() {
        send("trigger");
        JsonNode kim = sandbox.send("GET", "/pagerduty/rest/users?query=kim.doe%40example.com", REST, null)
                .json()
                .at("/users/0");
        assertThat(kim.path("email").asString()).isEqualTo("kim.doe@example.com");
        assertThat(sandbox.send("GET", "/pagerduty/rest/users?query=kim%40elsewhere.org", REST, null)
                        .json()
                        .path("users"))
                .isEmpty();

        assertThat(change("\"assignments\":[{\"assignee\":{\"id\":\""
                                + kim.path("id").asString() + "\",\"type\":\"user_reference\"}}]")
                        .status())
                .isEqualTo(200);

        assertThat(alerts().getFirst().at("/assignee/name").asString()).isEqualTo("Kim Doe");
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(webhooks())
                        .anySatisfy(request -> assertThat(request.body())
                                .contains(
                                        "incident.reassigned",
                                        "\"summary\":\"Kim Doe\"",
                                        "\"id\":\"firebreak@example.com\"")));
    }

    @Test
    void escalatesAsFarAsThePolicyGoes() {
        send("trigger");

        assertThat(change("\"escalation_level\":2").status()).isEqualTo(200);
        assertThat(change("\"escalation_level\":2").status()).isEqualTo(200);
        assertThat(alerts().getFirst().path("level").asInt()).isEqualTo(2);
        assertThat(change("\"escalation_level\":4").status()).isEqualTo(400);
        send("resolve");
        assertThat(change("\"escalation_level\":3").json().at("/error/errors/0").asString())
                .isEqualTo("Incident Already Resolved");
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(webhooks())
                        .anySatisfy(request ->
                                assertThat(request.body()).contains("incident.escalated", "Level 2 on call")));
    }

    private Sandbox.Response change(String wanted) {
        return sandbox.send(
                "PUT",
                "/pagerduty/rest/incidents/" + incidentId(),
                REST,
                "{\"incident\":{\"type\":\"incident_reference\"," + wanted + "}}");
    }

    @Test
    void saysWhatTheRestApiCannotDo() {
        send("trigger");
        String theirs = incidentId();

        assertThat(note(theirs, Map.of()).status()).isEqualTo(401);
        assertThat(note(theirs, Map.of("Authorization", "Token token=key"))
                        .json()
                        .at("/error/code")
                        .asInt())
                .isEqualTo(2001);
        assertThat(note("QNONE", REST).status()).isEqualTo(404);
        sandbox.put("/pagerduty/limits", Map.of("perMinute", 120, "restPerMinute", 1));
        note(theirs, REST);
        var throttled = note(theirs, REST);
        assertThat(throttled.status()).isEqualTo(429);
        assertThat(throttled.json().at("/error/code").asInt()).isEqualTo(2020);
        assertThat(throttled.raw().headers().firstValue("ratelimit-reset")).isPresent();
    }

    /** What the REST API calls the newest incident with the key. */
    private String incidentId() {
        return sandbox.send("GET", "/pagerduty/rest/incidents?incident_key=" + incident, REST, null)
                .json()
                .at("/incidents/0/id")
                .asString();
    }

    private static String notesOf(String theirs) {
        return "/pagerduty/rest/incidents/" + theirs + "/notes";
    }

    private Sandbox.Response note(String theirs, Map<String, String> headers) {
        return sandbox.send("POST", notesOf(theirs), headers, "{\"note\":{\"content\":\"the cache was cold\"}}");
    }

    private List<Neighbour.Request> webhooks() {
        return sandbox.neighbour.requests("/webhooks/pagerduty").stream()
                .filter(request -> request.body().contains(incident))
                .toList();
    }

    private Sandbox.Response send(String action) {
        Map<String, Object> event =
                new HashMap<>(Map.of("routing_key", key, "event_action", action, "dedup_key", incident));
        if (action.equals("trigger")) {
            event.put("payload", Map.of("summary", "Shop down", "source", "web", "severity", "critical"));
        }
        return sandbox.post("/pagerduty/v2/enqueue", event);
    }

    private List<JsonNode> alerts() {
        return sandbox.get("/pagerduty/alerts")
                .json()
                .valueStream()
                .filter(alert -> alert.path("dedupKey").asString().equals(incident))
                .toList();
    }
}
