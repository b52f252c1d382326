package dev.firebreak.standalone.demo;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** A bad deployment of the voice AI training platform, from the first error to the resolved incident. */
final class Story {
    private static final String HOST = "app.voiceaitraining.com";
    private static final String SHOP = "/shop/" + HOST;
    private static final String ERROR_RATE = "demo-error-rate";
    private static final Map<String, Object> HEALTH_CHECK = Map.of(
            "alert", "HealthCheckFailed",
            "labels", Map.of("service", "web", "severity", "critical"),
            "annotations", Map.of("summary", "https://" + HOST + "/api/health answers 500"));
    private static final Duration SOON = Duration.ofSeconds(30);
    /** The rollback counts as verified after several good answers with pauses between them. */
    private static final Duration VERIFIED_WITHIN = Duration.ofMinutes(3);

    private final Narrator narrator;
    private final JsonClient api;
    private final JsonClient sandbox;
    private String good = "";
    private String bad = "";
    private String incident = "";

    Story(Narrator narrator, JsonClient api, JsonClient sandbox) {
        this.narrator = narrator;
        this.api = api;
        this.sandbox = sandbox;
    }

    void quietBefore() {
        narrator.chapter("1. All is well");
        narrator.see(
                "the platform is healthy",
                SOON,
                () -> shop().path("healthy").asBoolean() ? Optional.of(HOST) : Optional.empty());
        good = shop().path("live").path("id").asString("");
        narrator.tell("production is on deployment " + good);
        narrator.tell(sandbox.link("/hosts/" + HOST + "/api/health").toString());
    }

    void badDeployment() {
        narrator.chapter("2. Somebody deploys \"Cache sessions in memory\"");
        JsonNode deployed = sandbox.post(SHOP + "/deploy", Map.of("bad", true, "commit", "Cache sessions in memory"));
        bad = deployed.path("id").asString("");
        narrator.see(
                "the platform is down",
                SOON,
                () -> shop().path("healthy").asBoolean()
                        ? Optional.empty()
                        : Optional.of("deployment " + bad + " answers 500"));
    }

    void alerts() {
        narrator.chapter("3. The monitoring tools notice");
        accepted("Sentry's alert is accepted", "/alerts/sentry", sentry("critical"));
        accepted("Prometheus' alert is accepted", "/alerts/prometheus", HEALTH_CHECK);
    }

    void incidentOpens() {
        narrator.chapter("4. Firebreak makes one incident of it");
        narrator.see(
                "incident",
                SOON,
                () -> items(api.get("/api/incidents?system=voiceaitraining").path("items"))
                        .filter(it ->
                                it.path("runbook").path("name").asString("").equals("service-outage"))
                        .findFirst()
                        .map(it -> {
                            incident = it.path("id").asString("");
                            return "#" + it.path("number").asInt() + " "
                                    + it.path("level").asString("") + " "
                                    + it.path("title").asString("");
                        }));
        narrator.tell(api.link("/api/incidents/" + incident).toString());
        narrator.see(
                "the suspect is named",
                SOON,
                () -> text(incident(), "suspect", "id")
                        .filter(bad::equals)
                        .map(id -> id + ", last good "
                                + text(incident(), "lastGood", "id").orElse("unknown")));
    }

    void peopleAreTold() {
        narrator.chapter("5. The people who must know are told");
        narrator.see(
                "Slack card in #incidents",
                SOON,
                () -> card().map(it -> it.path("text").asString("")));
        narrator.tell(sandbox.link("/slack/channels/incidents/messages").toString());
        narrator.see("PagerDuty", SOON, () -> pagerDuty("triggered"));
    }

    void approval() {
        narrator.chapter("6. The runbook wants to roll back and asks first");
        narrator.see(
                "approval asked",
                SOON,
                () -> card().filter(it -> hasButton(it, "approve"))
                        .map(it -> "roll back to " + good + "; the card has a button for it"));
        JsonNode press = sandbox.post("/slack/press", Map.of("action", "approve", "incident", incident));
        if (press.path("status").asInt() != 200) {
            throw new NotSeenException("the press of Approve was answered with " + press);
        }
        String late = press.path("inTime").asBoolean() ? "" : ", too late for Slack's three seconds";
        narrator.see(
                "Robin Responder presses Approve",
                SOON,
                () -> Optional.of("signed as Slack does, answered in "
                        + press.path("millis").asInt() + " ms" + late));
    }

    void rollback() {
        narrator.chapter("7. The rollback");
        narrator.see("Vercel is told once", SOON, () -> {
            List<JsonNode> rollbacks = rollbacks();
            return rollbacks.isEmpty()
                    ? Optional.empty()
                    : Optional.of("roll back to "
                            + rollbacks
                                    .getFirst()
                                    .path("facts")
                                    .path("deployment")
                                    .asString(""));
        });
        narrator.see(
                "the platform is healthy again",
                SOON,
                () -> shop().path("healthy").asBoolean()
                        ? text(shop(), "live", "id").filter(good::equals).map(id -> "production is on " + id)
                        : Optional.empty());
        narrator.see(
                "verified",
                VERIFIED_WITHIN,
                () -> items(incident().path("remediation").path("steps"))
                        .filter(step -> step.path("id").asString("").equals("rollback"))
                        .filter(step -> step.path("status").asString("").equals("succeeded"))
                        .findFirst()
                        .map(step -> step.path("detail").asString("the health check is good")));
        narrator.tell(sandbox.link("/ledger?provider=vercel").toString());
    }

    void resolution(Duration observation) {
        narrator.chapter("8. The alerts end, and so does the incident");
        accepted("Sentry says resolved", "/alerts/sentry", sentry("resolved"));
        accepted("Prometheus says resolved", "/alerts/prometheus", resolved());
        Duration within = SOON.plus(observation);
        narrator.see(
                "incident is resolved",
                within,
                () -> text(incident(), "state")
                        .filter(state -> state.equals("resolved") || state.equals("closed"))
                        .map(state -> "nothing fired for " + observation.toSeconds() + " s"));
        narrator.see("PagerDuty", SOON, () -> pagerDuty("resolved"));
        narrator.see(
                "rolled back exactly once",
                SOON,
                () -> rollbacks().size() == 1
                        ? Optional.of(
                                sandbox.get("/ledger").size() + " effects in the ledger, one of them the rollback")
                        : Optional.empty());
        narrator.tell(api.link("/api/incidents/" + incident + "/timeline").toString());
    }

    private void accepted(String what, String path, Map<String, Object> alert) {
        JsonNode sent = sandbox.post(path, alert);
        narrator.see(
                what,
                SOON,
                () -> items(sent.path("answers"))
                        .findFirst()
                        .filter(answer -> answer.path("status").asInt() == 202)
                        .map(answer -> "202 after " + answer.path("millis").asInt() + " ms"));
    }

    private static Map<String, Object> sentry(String action) {
        return Map.of(
                "template",
                "metric-alert",
                "action",
                action,
                "project",
                "voiceaitraining",
                "title",
                "Error rate above 5 %",
                "id",
                ERROR_RATE);
    }

    private static Map<String, Object> resolved() {
        Map<String, Object> alert = new HashMap<>(HEALTH_CHECK);
        alert.put("status", "resolved");
        return alert;
    }

    private JsonNode shop() {
        return sandbox.get(SHOP);
    }

    private JsonNode incident() {
        return api.get("/api/incidents/" + incident);
    }

    private Optional<JsonNode> card() {
        return items(sandbox.get("/slack/channels/incidents/messages?incident=" + incident))
                .findFirst();
    }

    private static boolean hasButton(JsonNode card, String action) {
        return items(card.path("buttons"))
                .anyMatch(it -> it.path("action_id").asString("").equals(action));
    }

    private Optional<String> pagerDuty(String state) {
        return items(sandbox.get("/pagerduty/alerts"))
                .filter(it -> it.path("dedupKey").asString("").equals(incident))
                .filter(it -> it.path("state").asString("").equals(state))
                .findFirst()
                .map(it -> state + ", " + it.path("summary").asString(""));
    }

    private List<JsonNode> rollbacks() {
        return items(sandbox.get("/ledger?provider=vercel"))
                .filter(it -> it.path("facts").path("call").asString("").equals("rollback"))
                .toList();
    }

    private static Stream<JsonNode> items(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static Optional<String> text(JsonNode node, String... path) {
        JsonNode found = node;
        for (String name : path) {
            found = found.path(name);
        }
        return found.isString() ? Optional.of(found.asString()) : Optional.empty();
    }
}
