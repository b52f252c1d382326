package dev.firebreak.acceptance;

import static dev.firebreak.acceptance.RunningFirebreak.LATER;
import static dev.firebreak.acceptance.RunningFirebreak.SOON;
import static dev.firebreak.acceptance.RunningFirebreak.items;
import static dev.firebreak.acceptance.ThreeSystemsIT.alert;
import static dev.firebreak.acceptance.ThreeSystemsIT.resolved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people say, from wherever they say it: what does not count does nothing, and what does ends the same everywhere. */
class PeopleIT {
    private static final String SHOP = "/shop/app.voiceaitraining.com";
    /** Each opens an incident of its own that no automation touches. */
    private static final List<String> ALERTS =
            List.of("SecurityIncident", "DataBreach", "PaymentsDown", "StripeWebhookFailing");

    private static final int SAID = 12;

    @RegisterExtension
    static final RunningFirebreak FIREBREAK =
            new RunningFirebreak().changing("algorhythmic/20-circuit-breaker-open.yaml", "mode: auto", "mode: approve");

    @Test
    void answersThatDoNotCountRunNothingAndAreWrittenDown() {
        deployBad();
        FIREBREAK.deliverThrice(FIREBREAK.webhook("prometheus", alert("HealthCheckFailed", "voiceaitraining", "web")));
        String incident = FIREBREAK.awaitIncident("service-outage");
        FIREBREAK.awaitStep(incident, "rollback", "awaiting-approval");
        String question = question(incident, "rollback");

        FIREBREAK.press("approve", incident, "U0STRANGER");
        approve(FIREBREAK.api().withToken(token("responder")), incident, question);
        assertThat(approve(FIREBREAK.api().withToken(token("viewer")), incident, question))
                .isEqualTo(403);
        assertThat(approve(FIREBREAK.api(), incident, UUID.randomUUID().toString()))
                .isEqualTo(409);
        tells(incident, "u0stranger does not count: only responders may answer");
        tells(incident, "a person must answer");
        assertThat(FIREBREAK.step(incident, "rollback").path("status").asString())
                .isEqualTo("awaiting-approval");

        deployBad(); // not what the question was about
        FIREBREAK.press("approve", incident);
        FIREBREAK.awaitStep(incident, "rollback", "failed");
        tells(incident, "not by the suspect");
        assertThat(approve(FIREBREAK.api(), incident, question)).as("too late").isEqualTo(409);
        assertThat(effects("vercel", "call", "rollback")).isZero();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(audited(incident)).containsExactlyInAnyOrder(202, 403, 409, 409));
    }

    @Test
    void anAnswerThatIsGivenTwiceRunsOnce() {
        FIREBREAK.sandbox().post("/shop/algorhythmic.example/breaker/trip", Map.of("upstream", "healthy"));
        FIREBREAK.deliverThrice(
                FIREBREAK.webhook("prometheus", alert("CircuitBreakerOpen", "algorhythmic", "generation")));
        String incident = FIREBREAK.awaitIncident("circuit-breaker-open");
        FIREBREAK.awaitStep(incident, "reset", "awaiting-approval");
        String question = question(incident, "reset");

        FIREBREAK.press("approve", incident);
        approve(FIREBREAK.api(), incident, question);

        FIREBREAK.awaitStep(incident, "reset", "succeeded");
        assertThat(approve(FIREBREAK.api(), incident, question)).isEqualTo(409);
        assertThat(effects("host", "path", "/api/admin/reset-circuit-breaker")).isEqualTo(1);
    }

    /** Each seed is another order of what people press, do in PagerDuty and what monitors say. */
    @Test
    void whateverIsSaidInWhicheverOrderEndsTheSameEverywhere() throws InterruptedException, ExecutionException {
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> conversations = IntStream.range(0, ALERTS.size())
                    .<Future<?>>mapToObj(seed -> people.submit(() -> converse(ALERTS.get(seed), new Random(seed))))
                    .toList();
            for (Future<?> conversation : conversations) {
                conversation.get();
            }
        }
    }

    private static void converse(String name, Random random) {
        Map<String, Object> alert = alert(name, "voiceaitraining", "web");
        Webhook fires = FIREBREAK.webhook("prometheus", alert);
        Webhook ends = FIREBREAK.webhook("prometheus", resolved(alert));
        FIREBREAK.deliverThrice(fires);
        String incident = incidentOf(name);
        await().atMost(SOON).until(() -> !FIREBREAK.pages(incident).isEmpty());

        for (int i = 0; i < SAID; i++) {
            switch (random.nextInt(8)) {
                case 0 -> FIREBREAK.deliverThrice(fires);
                case 1 -> FIREBREAK.deliverThrice(ends);
                case 2, 3 -> pressIfThere("acknowledge", incident);
                case 4 -> inPagerDuty("acknowledge", incident);
                case 5 -> inPagerDuty("resolve", incident);
                case 6 -> inPagerDuty("reopen", incident);
                default -> FIREBREAK.api().send("POST", "/api/incidents/" + incident + "/acknowledge", Map.of());
            }
        }
        FIREBREAK.deliverThrice(ends);

        await(name + " is over everywhere").atMost(LATER).untilAsserted(() -> {
            // What was said in PagerDuty before may still be on its way, and open it again.
            FIREBREAK.api().send("POST", "/api/incidents/" + incident + "/resolve", Map.of("reason", "all is well"));
            assertThat(FIREBREAK.incident(incident).path("state").asString()).isEqualTo("resolved");
            assertThat(FIREBREAK.pages(incident))
                    .allSatisfy(
                            page -> assertThat(page.path("state").asString()).isEqualTo("resolved"));
            assertThat(FIREBREAK.cards("incidents", incident)).singleElement().satisfies(card -> {
                assertThat(card.path("text").asString().toLowerCase(Locale.ROOT))
                        .contains("resolved");
                assertThat(card.path("buttons")).isEmpty();
            });
        });
        assertThat(FIREBREAK.timeline(incident)).containsOnlyOnce("incident.opened.v1");
    }

    /** A card has no button that does nothing any more. */
    private static void pressIfThere(String action, String incident) {
        FIREBREAK.sandbox().send("POST", "/slack/press", Map.of("action", action, "incident", incident));
    }

    /** Their incident may be over, or not there yet. */
    private static void inPagerDuty(String does, String incident) {
        FIREBREAK.sandbox().send("POST", "/pagerduty/people", Map.of("does", does, "incident", incident));
    }

    /** @return the status of the answer */
    private static int approve(JsonHttp as, String incident, String approval) {
        return as.send(
                        "POST",
                        "/api/remediations/" + remediation(incident) + "/approve",
                        Map.of("approvalId", approval))
                .status();
    }

    private static String token(String role) {
        return FIREBREAK
                .api()
                .post("/api/tokens", Map.of("name", "a job", "role", role))
                .path("secret")
                .asString();
    }

    private static String remediation(String incident) {
        return FIREBREAK.incident(incident).path("remediation").path("id").asString();
    }

    /** The id of what is asked. */
    private static String question(String incident, String step) {
        return FIREBREAK.step(incident, step).path("approval").path("id").asString();
    }

    private static void tells(String incident, String words) {
        await(words)
                .atMost(SOON)
                .untilAsserted(() -> assertThat(story(incident)).contains(words));
    }

    private static String story(String incident) {
        return FIREBREAK
                .api()
                .get("/api/incidents/" + incident + "/timeline?limit=200")
                .path("items")
                .toString();
    }

    private static String incidentOf(String alertName) {
        return await("incident of " + alertName)
                .atMost(SOON)
                .until(
                        () -> items(FIREBREAK.api().get("/api/incidents").path("items"))
                                .map(it -> it.path("id").asString())
                                .filter(id -> FIREBREAK
                                        .incident(id)
                                        .at("/trigger/name")
                                        .asString("")
                                        .equals(alertName))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static void deployBad() {
        FIREBREAK.sandbox().post(SHOP + "/deploy", Map.of("bad", true, "commit", "Cache sessions in memory"));
    }

    private static long effects(String provider, String fact, String value) {
        return FIREBREAK.effects(provider).stream()
                .filter(effect -> effect.path("facts").path(fact).asString("").equals(value))
                .count();
    }

    /** @return the statuses of the answers to whoever answered its question over the API */
    private static List<Integer> audited(String incident) {
        String path = "/api/remediations/" + remediation(incident) + "/approve";
        return items(FIREBREAK.api().get("/api/audit?limit=100").path("items"))
                .filter(entry -> entry.path("path").asString("").equals(path))
                .map(entry -> entry.path("status").asInt())
                .toList();
    }
}
