package dev.firebreak.incident;

import static dev.firebreak.incident.Harness.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.EventId;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.Signal;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.wire.Topic;
import dev.firebreak.model.wire.Wire;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What is held back, and what becomes of it afterwards; each test has alerts of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HoldIT {
    @SuppressWarnings("NullAway.Init")
    private Harness firebreak;

    @BeforeAll
    void start() {
        firebreak = new Harness();
    }

    @AfterAll
    void stop() {
        firebreak.close();
    }

    @Test
    void whatStillFiresWhenASilenceEndsIsHandledAsNew() {
        JsonNode silence = created(
                "/api/silences",
                "{\"matchers\": [\"name=~Silent.*\", \"service=api\"], \"reason\": \"we know\", \"lasts\": \"2h\"}");
        Alert firing = send(Alerts.firing("SilentDisk", "api").severity(Severity.ERROR));
        Alerts ending = Alerts.firing("SilentMemory", "api").severity(Severity.ERROR);
        Alert passing = send(ending);
        Alert other = send(Alerts.firing("LoudDisk", "api").severity(Severity.ERROR));

        awaitOutcome(other, "opened");
        awaitOutcome(firing, "silenced");
        awaitOutcome(passing, "silenced");
        assertThat(why(firing).path("stages").get(0).path("decision").asString())
                .startsWith("silence " + silence.path("id").asString() + " by admin until ")
                .endsWith("(name=~Silent.*, service=api): we know");
        Alert end = send(ending.resolvedAt(Instant.now()));
        awaitOutcome(end, "nothing-to-resolve");
        assertThat(held("Silent")).containsExactly("SilentDisk");

        JsonNode ended =
                read(firebreak.post("/api/silences/" + silence.path("id").asString() + "/expire", "{}"));

        assertThat(ended.path("state").asString()).isEqualTo("ended");
        assertThat(ended.path("endedBy").path("id").asString()).isEqualTo("admin");
        awaitOutcome(firing, "opened");
        assertThat(why(firing).path("stages").size()).isGreaterThan(2);
        assertThat(why(passing).path("outcome").asString()).isEqualTo("silenced");
        assertThat(held("Silent")).isEmpty();
    }

    @Test
    void anIncidentsAlertsAreSilencedFromIt() {
        Alert first = send(Alerts.firing("KnownDisk", "api").severity(Severity.ERROR));
        awaitOutcome(first, "opened");
        String path = "/api/incidents/" + why(first).path("incidentId").asString();

        read(firebreak.post(path + "/silence", "{\"reason\": \"fixed tonight\", \"lasts\": \"2h\"}"));
        await().atMost(SOON)
                .until(
                        () -> outcome(send(Alerts.firing("KnownDisk", "api")
                                .severity(Severity.ERROR)
                                .fingerprint("disk-" + EventId.next()))),
                        "silenced"::equals);

        JsonNode silence = firebreak
                .getJson("/api/silences")
                .path("items")
                .valueStream()
                .filter(each -> each.path("reason").asString().equals("fixed tonight"))
                .findFirst()
                .orElseThrow();
        assertThat(silence.path("matchers").toString()).isEqualTo("[\"name=KnownDisk\",\"service=api\"]");
        assertThat(firebreak.get(path + "/timeline").body()).contains("Silenced by admin until ");
        read(firebreak.post("/api/silences/" + silence.path("id").asString() + "/expire", "{}"));
    }

    @Test
    void whatCanNeverBeHandledIsPutAsideWhenItIsReleasedAndKeepsNothingElseUp() {
        JsonNode silence = created(
                "/api/silences", "{\"matchers\": [\"name=~Poisoned.*\"], \"reason\": \"we know\", \"lasts\": \"2h\"}");
        String random = new Random(7)
                .ints(9_000, 'a', 'z' + 1)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        Alert poison = send(Alerts.firing("Poisoned" + random, "api")
                .severity(Severity.ERROR)
                .fingerprint("too long for a correlation key"));
        Alert sound = send(Alerts.firing("PoisonedNot", "api").severity(Severity.ERROR));
        awaitOutcome(poison, "silenced");
        awaitOutcome(sound, "silenced");

        read(firebreak.post("/api/silences/" + silence.path("id").asString() + "/expire", "{}"));

        awaitOutcome(sound, "opened");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(firebreak
                                .getJson("/api/dead-letters?topic=firebreak.alerts")
                                .path("items"))
                        .hasSize(1));
        assertThat(firebreak.get("/api/held-alerts").body()).doesNotContain("Poisoned");
    }

    @Test
    void announcedMaintenanceHoldsAlertsAndFreezesAutomation() {
        JsonNode window = created(
                "/api/maintenance",
                "{\"system\": \"shop\", \"services\": [\"web\"], \"title\": \"New disks\", \"lasts\": \"1h\"}");
        Alert during = send(Alerts.firing("DiskGone", "web").severity(Severity.ERROR));
        awaitOutcome(during, "held");
        assertThat(why(during).path("stages").get(1).path("decision").asString())
                .startsWith("maintenance 'New disks' until ");
        Command.FreezeAutomation freeze = await().atMost(SOON)
                .until(() -> commands(Command.FreezeAutomation.class), found -> !found.isEmpty())
                .getFirst();
        assertThat(freeze.scope()).isEqualTo("service:shop/web");
        assertThat(firebreak
                        .getJson("/api/maintenance")
                        .path("items")
                        .get(0)
                        .path("state")
                        .asString())
                .isEqualTo("open");

        read(firebreak.post("/api/maintenance/" + window.path("id").asString() + "/end", "{}"));

        awaitOutcome(during, "opened");
        await().atMost(SOON).until(() -> commands(Command.ThawAutomation.class), found -> found.size() == 1);
    }

    @Test
    void whileAnIncidentIsOpenWhatItExplainsIsHeldAndLinkedToIt() {
        Alert symptom = send(
                Alerts.firing("QueryFailed", "web").severity(Severity.ERROR).fingerprint("before"));
        awaitOutcome(symptom, "opened");
        firebreak.post("/api/incidents/" + why(symptom).path("incidentId").asString() + "/resolve", "{}");
        Alert cause = send(Alerts.firing("DatabaseDown", "api").severity(Severity.ERROR));
        awaitOutcome(cause, "opened");
        String parent = why(cause).path("incidentId").asString();

        Alert muted = send(Alerts.firing("QueryFailed", "web").severity(Severity.ERROR));
        awaitOutcome(muted, "inhibited");

        assertThat(why(muted).path("incidentId").asString()).isEqualTo(parent);
        assertThat(why(muted).path("stages").get(1).path("decision").asString())
                .contains("source.name == 'DatabaseDown' mutes alert.name == 'QueryFailed'");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(firebreak
                                .get("/api/incidents/" + parent + "/timeline")
                                .body())
                        .contains("Muted while this is open: 1 alert (QueryFailed on web)"));
        firebreak.post("/api/incidents/" + parent + "/resolve", "{}");
        awaitOutcome(muted, "reopened");
        String child = why(muted).path("incidentId").asString();
        assertThat(firebreak.getJson("/api/incidents/" + child).path("related").valueStream())
                .anySatisfy(related -> {
                    assertThat(related.path("id").asString()).isEqualTo(parent);
                    assertThat(related.path("how").asString()).isEqualTo("inhibited-by");
                });
        assertThat(firebreak.get("/api/incidents/" + child + "/timeline").body())
                .contains("QueryFailed was muted while that was open");
    }

    @Test
    void whatEndsAndBeginsAgainAndAgainStaysOneFiringIncident() {
        Instant start = Instant.now().minusSeconds(600);
        Alerts flapping = Alerts.firing("LinkDown", "api").severity(Severity.ERROR);
        Alert newest = flapping.alert();
        for (int i = 0; i < 6; i++) {
            Instant begin = start.plusSeconds(60L * i);
            tell(flapping.startsAt(begin).receivedAt(Instant.now()).alert());
            newest = flapping.startsAt(begin)
                    .resolvedAt(begin.plusSeconds(30))
                    .receivedAt(Instant.now())
                    .alert();
            tell(newest);
        }

        awaitOutcome(newest, "flapping");
        JsonNode incident = firebreak.getJson(
                "/api/incidents/" + why(newest).path("incidentId").asString());
        assertThat(incident.path("firingCount").asInt()).isEqualTo(1);
        assertThat(incident.path("state").asString()).isEqualTo("triggered");
        assertThat(incident.path("flapCount").asInt()).isBetween(4, 6);
        assertThat(firebreak
                        .getJson("/api/incidents/" + incident.path("id").asString() + "/why")
                        .path("flapping"))
                .hasSize(1);
        assertThat(firebreak
                        .get("/api/incidents/" + incident.path("id").asString() + "/timeline")
                        .body())
                .contains("LinkDown on api flaps: it ended ")
                .contains(" times within 30m. It counts as firing until it has been quiet for 10m.");
        firebreak.sql("update held_alert set due_at = clock_timestamp() where held_by = 'flapping'"); // quiet it was
        await().atMost(SOON)
                .until(() -> firebreak
                                .getJson("/api/incidents/" + incident.path("id").asString())
                                .path("firingCount")
                                .asInt()
                        == 0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    silences    | {"reason": "r", "lasts": "1h"}                                          | /matchers
                    silences    | {"matchers": ["labels.x!=1"], "reason": "r", "lasts": "1h"}             | /matchers
                    silences    | {"matchers": ["name=A", "b"], "reason": "r", "lasts": "1h"}             | /matchers/1
                    silences    | {"matchers": ["name=A"], "lasts": "1h"}                                 | /reason
                    silences    | {"matchers": ["name=A"], "reason": "r"}                                 | /until
                    silences    | {"matchers": ["name=A"], "reason": "r", "lasts": "soon"}                | /lasts
                    silences    | {"matchers": ["name=A"], "reason": "r", "until": "2020-01-01T00:00:00Z"} | /until
                    maintenance | {"system": "shp", "title": "t", "lasts": "1h"}                          | /system
                    maintenance | {"system": "shop", "services": ["x"], "title": "t", "lasts": "1h"}      | /services/0
                    maintenance | {"system": "shop", "title": "t", "lasts": "1h", "alerts": "lost"}       | /alerts
                    """)
    void saysWhereARequestIsWrong(String resource, String body, String pointer) {
        HttpResponse<String> answer = firebreak.post("/api/" + resource, body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Wire.JSON.readTree(answer.body()).path("pointer").asString()).isEqualTo(pointer);
    }

    private Alert send(Alerts alerts) {
        Instant now = Instant.now();
        Alert alert = (alerts.endsAt() == null ? alerts.startsAt(now) : alerts.startsAt(now.minusSeconds(1)))
                .receivedAt(now)
                .alert();
        firebreak.send(Wire.of(new Signal.AlertReceived(EventId.next(), alert)));
        return alert;
    }

    private void tell(Alert alert) {
        firebreak.send(Wire.of(new Signal.AlertReceived(EventId.next(), alert)));
    }

    /** Of the alerts with such names: those of other tests may still be on their way out. */
    private List<String> held(String prefix) {
        return firebreak
                .getJson("/api/held-alerts")
                .path("items")
                .valueStream()
                .filter(item -> item.path("heldBy").asString().equals("silence"))
                .map(item -> item.path("alert").path("name").asString())
                .filter(name -> name.startsWith(prefix))
                .toList();
    }

    private <T extends Command> List<T> commands(Class<T> type) {
        return firebreak.records(Topic.COMMANDS.topicName()).stream()
                .map(record -> Wire.read(record.value(), Command.class))
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private JsonNode created(String path, String body) {
        HttpResponse<String> answer = firebreak.post(path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Wire.JSON.readTree(answer.body());
    }

    private static JsonNode read(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Wire.JSON.readTree(answer.body());
    }

    private String outcome(Alert alert) {
        await().atMost(SOON)
                .until(() -> firebreak.get("/api/alerts/" + alert.id() + "/why").statusCode() == 200);
        return why(alert).path("outcome").asString();
    }

    private void awaitOutcome(Alert alert, String outcome) {
        await().atMost(SOON).untilAsserted(() -> {
            HttpResponse<String> answer = firebreak.get("/api/alerts/" + alert.id() + "/why");
            assertThat(answer.body()).contains("\"outcome\":\"" + outcome + "\"");
        });
    }

    private JsonNode why(Alert alert) {
        return firebreak.getJson("/api/alerts/" + alert.id() + "/why");
    }
}
