package dev.firebreak.acceptance;

import static dev.firebreak.acceptance.RunningFirebreak.SOON;
import static dev.firebreak.acceptance.RunningFirebreak.items;
import static dev.firebreak.acceptance.ThreeSystemsIT.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/**
 * Today's Firebreak is started on the data of the first version: dumps of its three schemas, as it left them when it was
 * killed on an evening with six incidents. They count as yesterday's.
 */
class FirstVersionIT {
    private static final Path DUMPS = Path.of("src/test/resources/first-version");
    private static final String DUMPED_ON = "2026-11-28";
    private static final String OUTAGE = "01a222f6-396e-71b5-a920-97255176cb4a";
    private static final String CACHE = "01a222f6-39ec-79f7-adfe-6ce9fa891cd8";
    private static final String BREAKER = "01a222f6-3a23-7c53-9bda-4b62892af338";
    private static final String CREDITS = "01a222f6-3a40-7b49-9125-1d7211901994";
    private static final String DATABASE = "01a222f6-3a5d-7304-9878-5a5f1e63574f";
    private static final String CREDITS_ALERT = "01a222f6-397a-73a2-92ac-802714135a8e";
    private static final String BELOW_THRESHOLD = "01a222f6-39f3-75ee-98c6-147ea7a8194a";

    @RegisterExtension
    static final RunningFirebreak FIREBREAK = new RunningFirebreak().on(FirstVersionIT::restore);

    @Test
    void keepsEveryIncidentAndItsStory() {
        assertThat(FIREBREAK.incident(CREDITS).path("acknowledgedBy").asString())
                .isEqualTo("admin");
        assertThat(FIREBREAK.timeline(CREDITS))
                .startsWith("incident.opened.v1")
                .contains("incident.alertsAdded.v1", "incident.acknowledged.v1", "incident.noteAdded.v1");
        assertThat(FIREBREAK.step(CACHE, "flush").path("status").asString()).isEqualTo("succeeded");
        assertThat(FIREBREAK.incident(CACHE).path("state").asString()).isEqualTo("resolved");
        assertThat(why("alerts/" + CREDITS_ALERT)).contains("credit-failures", CREDITS);
        assertThat(why("alerts/" + BELOW_THRESHOLD)).contains("below-threshold");
        assertThat(why("incidents/" + CREDITS)).contains("P1", "credit-failures");
        assertThat(FIREBREAK
                        .api()
                        .send("GET", "/api/incidents/" + CACHE + "/postmortem", Map.of(), new byte[0])
                        .body())
                .contains("Cache does not work", "The cache fills up as it should");
        assertThat(items(FIREBREAK.api().get("/api/incidents?q=yearly").path("items")))
                .extracting(it -> it.path("id").asString())
                .containsExactly(CREDITS);
    }

    @Test
    void goesOnWithWhatWasOpen() {
        // Its alert had ended, and the time for which it was watched has passed meanwhile.
        FIREBREAK.awaitState(BREAKER, "resolved");
        // Nobody has cared for the outage: what its policy kept for later is due, as it was agreed at the opening.
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                FIREBREAK.api().get("/api/incidents/" + OUTAGE).path("escalation"))
                        .isNotEmpty()
                        .allSatisfy(step ->
                                assertThat(step.path("done").asBoolean()).isTrue()));

        FIREBREAK.api().post("/api/incidents/" + DATABASE + "/acknowledge", Map.of("note", "on it"));
        FIREBREAK.awaitState(DATABASE, "acknowledged");
        FIREBREAK.api().post("/api/incidents/" + CREDITS + "/resolve", Map.of("reason", "balances are right again"));
        FIREBREAK.awaitState(CREDITS, "resolved");
        assertThat(FIREBREAK.timeline(CREDITS)).endsWith("incident.resolved.v1").contains("incident.acknowledged.v1");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(FIREBREAK.effects("pagerduty"))
                        .extracting(it -> it.path("facts"))
                        .anySatisfy(facts -> {
                            assertThat(facts.path("dedupKey").asString("")).isEqualTo(CREDITS);
                            assertThat(facts.path("action").asString("")).isEqualTo("resolve");
                        }));
    }

    /** Slack and PagerDuty had been away in its last minute; meanwhile the policy's second call is due as well. */
    @Test
    void tellsWhatTheFirstVersionStillOwed() {
        String connections = FIREBREAK.awaitIncident("database-connections");

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(FIREBREAK.cards("incidents", connections)).hasSize(1);
            assertThat(FIREBREAK.pages(connections))
                    .singleElement()
                    .satisfies(page -> assertThat(page.path("triggers").asInt()).isEqualTo(2));
        });
    }

    @Test
    void knowsRepeatsAndItsOwnNumbers() {
        // The very alert that the first version took, as its sender repeats it.
        Map<String, Object> known = new HashMap<>(alert("DatabaseConnectionErrors", "voiceaitraining", "database"));
        known.put("annotations", Map.of("summary", "Too many connections"));
        known.put("startsAt", "2026-11-28T16:21:31Z"); // not moved with the dump: its key was made of it
        String connections = FIREBREAK.awaitIncident("database-connections");
        FIREBREAK.deliverThrice(FIREBREAK.webhook("prometheus", known));
        // And one that is new: a seventh incident, and the pause that somebody asked for still holds for its full
        // cache.
        FIREBREAK.sandbox().post("/shop/api.vocavision.com/cache/fill", Map.of("words", 50, "sessions", 5));
        FIREBREAK.deliverThrice(FIREBREAK.webhook("prometheus", alert("CacheCorrupted", "vocavision", "cache")));

        JsonNode seventh = await().atMost(SOON)
                .until(
                        () -> items(FIREBREAK.api().get("/api/incidents").path("items"))
                                .filter(it -> it.path("number").asInt() == 7)
                                .findFirst(),
                        Optional::isPresent)
                .get();
        assertThat(seventh.path("runbook").path("name").asString()).isEqualTo("cache-not-working");
        FIREBREAK.awaitStep(seventh.path("id").asString(), "flush", "refused");
        assertThat(FIREBREAK
                        .step(seventh.path("id").asString(), "flush")
                        .path("detail")
                        .asString())
                .contains("Migration of the database");
        assertThat(FIREBREAK.incident(connections).path("alertCount").asInt()).isEqualTo(1);
    }

    private static String why(String path) {
        return FIREBREAK.api().get("/api/" + path + "/why").toString();
    }

    private static void restore(Path data) throws IOException, SQLException {
        String yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();
        try (EmbeddedDatabase database = EmbeddedDatabase.start(data.resolve("postgres"), 0);
                Connection connection =
                        DriverManager.getConnection("jdbc:" + database.url(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String schema : List.of("incident", "remediation", "notifier")) {
                statement.execute(
                        Files.readString(DUMPS.resolve(schema + ".sql")).replace(DUMPED_ON, yesterday));
            }
        }
    }
}
