package dev.firebreak.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.firebreak.model.Severity;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.wire.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Levels and deadlines on a running service. */
class ClocksIT {
    private static final AtomicInteger BEATS = new AtomicInteger();
    private static HttpServer outside;
    private static Harness service;

    @BeforeAll
    static void start() throws IOException {
        outside = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        outside.createContext("/beat", exchange -> {
            BEATS.incrementAndGet();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        outside.start();
        service = new Harness(
                "--FIREBREAK_DEADLINE_AUDIT_EVERY=200ms",
                "--firebreak.deadline-audit.overdue-after=1s",
                "--FIREBREAK_HEARTBEAT_OUT=http://127.0.0.1:"
                        + outside.getAddress().getPort() + "/beat");
    }

    @AfterAll
    static void stop() {
        service.close();
        outside.stop(0);
    }

    @Test
    void beatsWhileDeadlinesAreMetAndIsSilentWhileOneIsNot() throws SQLException {
        await().atMost(Harness.SOON).until(() -> BEATS.get() > 2);
        String id = open("beat").incident().id().toString();
        int silentSince;
        try (Connection stuck = service.connection();
                Statement statement = stuck.createStatement()) {
            stuck.setAutoCommit(false);
            // nobody can move it on now, though its deadline can still be written
            statement.execute("select from incident where id = '" + id + "' for key share");
            service.sql("update incident set next_due_at = clock_timestamp() - interval '2 seconds' where id = '" + id
                    + "'");
            await().atMost(Harness.SOON)
                    .untilAsserted(
                            () -> assertThat(service.get("/actuator/prometheus").body())
                                    .contains("firebreak_deadlines_overdue 1.0"));
            silentSince = BEATS.get();
            double lag = lag();
            await("the next look").atMost(Harness.SOON).until(() -> lag() > lag);
            assertThat(BEATS).hasValue(silentSince);
            stuck.rollback();
        }

        await().atMost(Harness.SOON).until(() -> BEATS.get() > silentSince);
    }

    /** Told anew by each look that found a deadline that was not met. */
    private static double lag() {
        return service.get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith("firebreak_deadlines_lag_seconds "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aPersonChangesTheLevelAndThePolicyFollows() {
        IncidentFact opened = open("level");
        String path = "/api/incidents/" + opened.incident().id() + "/severity";

        assertThat(service.post(path, "{\"level\":\"P2\"}").statusCode()).isEqualTo(400);
        assertThat(service.post(path, "{\"level\":\"P9\",\"reason\":\"?\"}").statusCode())
                .isEqualTo(409);
        assertThat(service.post(path, "{\"level\":\"P0\",\"reason\":\"all customers see it\"}")
                        .statusCode())
                .isEqualTo(200);

        IncidentFact changed = service.awaitFact(
                opened.incident().service(),
                fact -> fact.incident().id().equals(opened.incident().id())
                        && fact.event() instanceof IncidentEvent.LevelChanged);
        assertThat(changed.event())
                .isEqualTo(new IncidentEvent.LevelChanged("P1", "P0", Severity.CRITICAL, "all customers see it"));
        assertThat(changed.actor().id()).isEqualTo("admin");
    }

    @Test
    void remindsOfAPostmortemUnlessOneWasKept() {
        String kept = open("kept").incident().id().toString();
        String forgotten = open("forgotten").incident().id().toString();
        for (String id : List.of(kept, forgotten)) {
            assertThat(service.post("/api/incidents/" + id + "/resolve", "{}").statusCode())
                    .isEqualTo(200);
        }
        assertThat(service.call(service.request("/api/incidents/" + kept + "/postmortem")
                                .header("Content-Type", "text/markdown")
                                .header("If-Match", "\"0\"")
                                .PUT(BodyPublishers.ofString("# Learned")))
                        .statusCode())
                .isEqualTo(200);

        for (String id :
                List.of(kept, forgotten)) { // the kept one is due first, so it was looked at when the other is told
            service.sql("update incident set next_due_at = clock_timestamp(), snapshot = jsonb_set(snapshot,"
                    + " '{resolvedAt}', to_jsonb(clock_timestamp() - interval '25 hours')) where id = '" + id + "'");
        }

        IncidentFact due = service.awaitFact("web", IncidentEvent.PostmortemDue.class);
        assertThat(due.incident().id()).hasToString(forgotten);
        assertThat(service.facts("web").stream().filter(fact -> fact.event() instanceof IncidentEvent.PostmortemDue))
                .hasSize(1);
    }

    /** Rows as the first version wrote them: no testimony, no levels, no clocks. */
    @Test
    void goesOnWithIncidentsOfTheFirstVersion() {
        String id = open("old").incident().id().toString();
        service.sql("update incident set testimony = null, terms = terms - 'levels' - 'raises',"
                + " escalation = escalation - 'clocks' where id = '" + id + "'");

        assertThat(service.post("/api/incidents/" + id + "/acknowledge", "{}").statusCode())
                .isEqualTo(200);
        assertThat(service.post("/api/incidents/" + id + "/resolve", "{}").statusCode())
                .isEqualTo(200);

        assertThat(service.getJson("/api/incidents/" + id).get("state").asString())
                .isEqualTo("resolved");
        assertThat(service.getJson("/api/incidents/" + id).get("acknowledgedBy").asString())
                .isEqualTo("admin");
    }

    /** More than one step takes. */
    @Test
    void callsForEachOfManyThatFallDueTogether() {
        int many = 130;
        for (int i = 0; i < many; i++) {
            service.send(Wire.of(
                    Alerts.firing("Late-" + i, "web").severity(Severity.ERROR).signal()));
        }
        await().atMost(Harness.SOON)
                .until(() ->
                        late(event -> event instanceof IncidentEvent.Opened).size() == many);
        service.sql("update incident set next_due_at = clock_timestamp(), escalation = jsonb_set(escalation,"
                + " '{startedAt}', to_jsonb(clock_timestamp() - interval '6 minutes'))"
                + " where snapshot ->> 'title' like 'Late-%'");

        await().atMost(Harness.SOON)
                .until(() -> Set.copyOf(late(ClocksIT::isOfThirdStep)).size() == many);
        assertThat(late(ClocksIT::isOfThirdStep)).doesNotHaveDuplicates();
    }

    private static boolean isOfThirdStep(IncidentEvent event) {
        return event instanceof IncidentEvent.Escalated escalated && escalated.step() == 2;
    }

    @Test
    void oneThatCannotBeReadHoldsBackNoOther() {
        String broken = open("broken").incident().id().toString();
        String sound = open("sound").incident().id().toString();
        service.sql("update incident set next_due_at = clock_timestamp() - interval '1 second',"
                + " terms = '\"nonsense\"' where id = '" + broken + "'");
        service.sql("update incident set next_due_at = clock_timestamp(), escalation = jsonb_set(escalation,"
                + " '{startedAt}', to_jsonb(clock_timestamp() - interval '6 minutes')) where id = '" + sound + "'");

        service.awaitFact("web", fact -> fact.incident().id().toString().equals(sound) && isOfThirdStep(fact.event()));
        service.sql("update incident set next_due_at = null where id = '" + broken + "'");
    }

    /** Incidents that such was told of. */
    private static List<IncidentId> late(Predicate<IncidentEvent> event) {
        return service.facts("web").stream()
                .filter(fact ->
                        event.test(fact.event()) && fact.incident().title().startsWith("Late-"))
                .map(fact -> fact.incident().id())
                .toList();
    }

    /** Each with a correlation key of its own: an alert without a runbook, of the service web. */
    private static IncidentFact open(String name) {
        Alerts alert = Alerts.firing("Odd-" + name, "web").severity(Severity.ERROR);
        service.send(Wire.of(alert.signal()));
        return service.awaitFact(
                "web",
                fact -> fact.event() instanceof IncidentEvent.Opened
                        && fact.incident().title().equals("Odd-" + name + " on web"));
    }
}
