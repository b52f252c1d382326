package dev.firebreak.incident;

import static dev.firebreak.incident.Harness.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.Ids;
import dev.firebreak.model.Severity;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.wire.Wire;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdempotencyAndSearchIT {
    @SuppressWarnings("NullAway.Init")
    private Harness firebreak;

    @BeforeAll
    void start() {
        firebreak = new Harness("--firebreak.search.cost-at-once=50"); // a few hundred incidents are a large past here
    }

    @AfterAll
    void stop() {
        firebreak.close();
    }

    @Test
    void doesARequestThatIsSentTwiceOnce() {
        Incident incident = open("Twice");
        String notes = "/api/incidents/" + incident.id() + "/notes";

        HttpResponse<String> first = post(notes, "{\"text\": \"only once\"}", "note-1");
        HttpResponse<String> second = post(notes, "{\"text\": \"only once\"}", "note-1");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue("Content-Type"))
                .isEqualTo(first.headers().firstValue("Content-Type"));
        assertThat(notes(incident)).containsExactly("admin: only once");
    }

    @Test
    void refusesAKeyThatWasUsedForSomethingElseAndOnesThatCannotBeUsed() {
        Incident incident = open("Different");
        String notes = "/api/incidents/" + incident.id() + "/notes";
        post(notes, "{\"text\": \"one\"}", "note-2");

        assertThat(post(notes, "{\"text\": \"two\"}", "note-2").statusCode()).isEqualTo(422);
        assertThat(post("/api/incidents/" + incident.id() + "/acknowledge", "{\"text\": \"one\"}", "note-2")
                        .statusCode())
                .isEqualTo(422);
        assertThat(post(notes, "{\"text\": \"two\"}", "two words").statusCode()).isEqualTo(400);
        assertThat(post("/api/tokens", "{\"name\": \"x\", \"role\": \"viewer\"}", "token-1")
                        .statusCode())
                .isEqualTo(400);
        assertThat(notes(incident)).containsExactly("admin: one");
    }

    @Test
    void keepsRefusalsToo() {
        HttpResponse<String> first = post("/api/incidents/4711/resolve", "{}", "none-1");
        HttpResponse<String> second = post("/api/incidents/4711/resolve", "{}", "none-1");

        assertThat(first.statusCode()).isEqualTo(404);
        assertThat(second.statusCode()).isEqualTo(404);
        assertThat(second.body()).isEqualTo(first.body());
    }

    @Test
    void doesItOnceWhenManyAskAtTheSameTime() {
        Incident incident = open("Race");
        String notes = "/api/incidents/" + incident.id() + "/notes";

        List<Integer> statuses = IntStream.range(0, 8)
                .parallel()
                .mapToObj(_ -> post(notes, "{\"text\": \"raced\"}", "race-1").statusCode())
                .toList();

        assertThat(statuses)
                .contains(200)
                .allSatisfy(status -> assertThat(status).isIn(200, 409));
        assertThat(notes(incident)).containsExactly("admin: raced");
    }

    @Test
    void findsIncidentsByTheirWords() {
        Incident incident = open("BasketOverflow");
        firebreak.post("/api/incidents/" + incident.id() + "/notes", "{\"text\": \"the zebra-cache was cold\"}");
        open("SomethingElse");

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(found("basketoverflow")).containsExactly(incident.number());
            assertThat(found("zebra-cache%20cold")).containsExactly(incident.number());
            assertThat(found("%22was%20cold%22%20-SomethingElse")).containsExactly(incident.number());
            assertThat(found("zebra%20penguin")).isEmpty();
            assertThat(found("zebra&system=bank")).isEmpty();
            assertThat(found("web").size()).isGreaterThanOrEqualTo(2);
        });
        assertThat(found("';%20drop%20table%20incident%20%3A*%20%26%20%7C%20(")).isEmpty();
    }

    @Test
    void pagesThroughWhatItFinds() {
        List<Long> opened =
                IntStream.range(0, 5).mapToObj(i -> open("Paged-" + i).number()).toList();
        open("NotOnAPage");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(found("paged")).containsExactlyElementsOf(opened.reversed()));

        assertThat(pages("paged&state=open&limit=2")).containsExactlyElementsOf(opened.reversed());
    }

    /** Numbers that lie far apart, as if there were very many, so that they are in several blocks of the index. */
    @Test
    void findsWhatIsFarInThePast() {
        Incident incident = open("Ancient");
        await().atMost(SOON).untilAsserted(() -> assertThat(found("ancient")).isNotEmpty());
        firebreak.sql("""
                insert into incident (id, number, correlation_key, is_open, state, severity, system, service, opened_at,
                    resolved_at, updated_at, seq, snapshot, terms, escalation)
                select uuidv7(), 1000 + 50 * n, 'past-' || n, false, 'closed', severity, system,
                    case when n %% 1000 = 3 then 'it''s \\old' else 'past' end, opened_at, opened_at, updated_at, seq,
                    snapshot || jsonb_build_object('number', 1000 + 50 * n), terms, escalation
                from incident, generate_series(1, 3000) n where id = '%s'
                """.formatted(incident.id()));
        firebreak.sql("""
                insert into incident_search (incident_id, number, system, service, title, words)
                select id, number, system, service, 'everywhere', case when number % 5000 = 0 then 'seldom' else '' end
                    || case when number = 1350 then ' once' else '' end
                from incident where correlation_key like 'past-%'
                """);
        List<Long> seldom = IntStream.rangeClosed(1, 3000)
                .mapToObj(n -> 1000L + 50L * n)
                .filter(number -> number % 5000 == 0)
                .toList()
                .reversed();

        assertThat(found("everywhere&limit=3")).containsExactly(151_000L, 150_950L, 150_900L);
        assertThat(found("everywhere&limit=2&cursor=70000")).containsExactly(69_950L, 69_900L);
        assertThat(found("once")).containsExactly(1_350L);
        assertThat(found("once&state=closed&severity=error&system=shop")).containsExactly(1_350L);
        assertThat(found("everywhere%20nowhere")).isEmpty();
        assertThat(found("everywhere&state=open")).isEmpty();
        assertThat(found("B0")).isEmpty();
        assertThat(found("%26")).isEmpty();
        assertThat(found("ancient")).contains(incident.number());
        assertThat(found("-everywhere")).contains(incident.number()).allMatch(number -> number < 1000);
        assertThat(pages("seldom&limit=7")).isEqualTo(seldom);
        assertThat(found("everywhere&service=it's%20%5Cold")).containsExactly(101_150L, 51_150L, 1_150L);
    }

    private List<Long> pages(String query) {
        List<Long> read = new ArrayList<>();
        @Nullable String cursor = "";
        while (cursor != null) {
            JsonNode page = firebreak.getJson("/api/incidents?q=" + query + cursor);
            assertThat(page.path("items").size()).isPositive();
            page.path("items").forEach(item -> read.add(item.path("number").asLong()));
            cursor = page.has("next") ? "&cursor=" + page.path("next").asString() : null;
        }
        return read;
    }

    private List<Long> found(String query) {
        return firebreak
                .getJson("/api/incidents?q=" + query)
                .path("items")
                .valueStream()
                .map(item -> item.path("number").asLong())
                .toList();
    }

    private List<String> notes(Incident incident) {
        return firebreak
                .getJson("/api/incidents/" + incident.id() + "/timeline")
                .path("items")
                .valueStream()
                .filter(item -> item.path("type").asString().equals("incident.noteAdded.v1"))
                .map(item -> item.path("text").asString())
                .toList();
    }

    private HttpResponse<String> post(String path, String json, String key) {
        return firebreak.call(firebreak
                .request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(json)));
    }

    private Incident open(String prefix) {
        String name = prefix + "-" + Ids.next();
        firebreak.send(Wire.of(Alerts.firing(prefix, "web")
                .fingerprint(name)
                .severity(Severity.ERROR)
                .signal()));
        return await().atMost(SOON)
                .until(
                        () -> firebreak.facts("web").stream()
                                .map(IncidentFact::incident)
                                .filter(incident ->
                                        incident.trigger().fingerprint().equals(name))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }
}
