package dev.firebreak.incident;

import static dev.firebreak.incident.Harness.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.incident.stream.StreamCursor;
import dev.firebreak.model.Ids;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.wire.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamIT {
    @SuppressWarnings("NullAway.Init")
    private Harness firebreak;

    @BeforeAll
    void start() {
        firebreak = new Harness("--FIREBREAK_STREAM_HEARTBEAT=300ms", "--FIREBREAK_STREAM_STALLED_AFTER=15s");
    }

    @AfterAll
    void stop() {
        firebreak.close();
    }

    @Test
    void tellsWhatHappensInOrder() {
        try (Listener listener = listen("/api/stream", null)) {
            awaitGreeting(listener);
            Incident incident = open();
            firebreak.post("/api/incidents/" + incident.id() + "/acknowledge", "{}");

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(about(listener, incident))
                            .extracting(event -> String.valueOf(event.name()))
                            .startsWith("incident.opened.v1", "incident.escalated.v1")
                            .contains("incident.acknowledged.v1"));
            Listener.Event first = about(listener, incident).getFirst();
            assertThat(Wire.JSON
                            .readTree(first.data())
                            .path("incident")
                            .path("system")
                            .asString())
                    .isEqualTo("shop");
        }
    }

    @Test
    void whoComesBackMissesNothingAcrossARestart() {
        Listener before = listen("/api/stream", null);
        awaitGreeting(before);
        String last = before.lastId();
        before.close();
        Incident missed = open();
        firebreak.stopServices();
        firebreak.startService();
        Incident later = open();

        try (Listener after = listen("/api/stream", last)) {
            await().atMost(SOON).untilAsserted(() -> {
                assertThat(about(after, missed)).hasSizeGreaterThan(1);
                assertThat(about(after, later)).hasSizeGreaterThan(1);
            });
            assertThat(after.news()).extracting(Listener.Event::id).doesNotHaveDuplicates();
        }
    }

    @Test
    void tellsNothingBeforeAnOlderTransactionThatIsStillRunning() throws SQLException {
        try (Connection older = firebreak.connection();
                Statement statement = older.createStatement()) {
            older.setAutoCommit(false);
            statement.execute("select pg_current_xact_id()"); // has its place in the order from here on
            try (Listener listener = listen("/api/stream", null)) {
                awaitGreeting(listener);
                Incident incident = open();
                int heard = listener.events().size();
                await().atMost(SOON).until(() -> listener.events().size() > heard + 3); // signs of life
                assertThat(about(listener, incident)).isEmpty();

                older.commit();
                await().atMost(SOON).until(() -> !about(listener, incident).isEmpty());
            }
        }
    }

    @Test
    void transactionsAreOrderedAsNumbers() throws SQLException {
        Incident incident = open();
        try (Connection connection = firebreak.connection();
                Statement statement = connection.createStatement()) {
            statement.execute("update event_log set written_by = case seq when 1 then '99'::xid8 else '100' end"
                    + " where subject_id = '" + incident.id() + "' and seq <= 2");
        }
        try (Listener listener = listen("/api/stream?after=98-0", null)) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(about(listener, incident))
                            .extracting(event -> StreamCursor.parse(String.valueOf(event.id()))
                                    .writtenBy())
                            .startsWith(99L, 100L));
        }
    }

    @Test
    void tellsOnlyOfTheSystemThatIsAskedFor() {
        try (Listener other = listen("/api/stream?system=bank", null);
                Listener shop = listen("/api/stream?system=shop", null)) {
            awaitGreeting(other);
            awaitGreeting(shop);
            String start = other.lastId();
            Incident incident = open();

            await().atMost(SOON).until(() -> !about(shop, incident).isEmpty());
            await().atMost(SOON).until(() -> !other.lastId().equals(start)); // what it need not see again
            assertThat(other.news()).isEmpty();
        }
    }

    @Test
    void tellsWhoComesWithAnIdOfAnotherDatabaseToReadAgain() {
        try (Listener listener = listen("/api/stream", "99999999999-1")) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(listener.news())
                            .first()
                            .satisfies(event -> assertThat(event.name()).isEqualTo("reset")));
        }
        assertThat(firebreak
                        .call(firebreak.request("/api/stream").header("Last-Event-ID", "yesterday"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void cutsWhoTakesNothing() throws IOException {
        URI uri = firebreak.request("/api/stream?after=0-0").build().uri();
        try (Socket stalled = new Socket()) {
            stalled.setReceiveBufferSize(2_048);
            stalled.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
            String request = "GET " + uri.getRawPath() + "?" + uri.getRawQuery() + " HTTP/1.1\r\nHost: localhost\r\n"
                    + "Authorization: " + Harness.basic("admin", Harness.PASSWORD) + "\r\n\r\n";
            stalled.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            Incident incident = open();
            firebreak.post("/api/incidents/" + incident.id() + "/notes", "{\"text\": \"" + "x".repeat(9_000) + "\"}");
            // more than the buffers on the way can hold
            firebreak.sql("insert into event_log (subject_id, seq, event_id, type, topic, message_key, headers, value,"
                    + " occurred_at, actor, origin, catalog_version, published_at)"
                    + " select subject_id, seq + n, gen_random_uuid(), type, topic, message_key, headers, value,"
                    + " occurred_at, actor, origin, catalog_version, now()"
                    + " from event_log cross join generate_series(1, 2000) as n"
                    + " where type = 'incident.noteAdded.v1' and subject_id = '" + incident.id() + "'");
            await().atMost(SOON).until(() -> listeners() == 0);
        }
    }

    /** Waits for the end of listeners of other tests too. */
    private int listeners() {
        return Integer.parseInt(firebreak
                .get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith("firebreak_stream_listeners"))
                .findFirst()
                .orElseThrow()
                .replaceAll(".* ([0-9]+)\\.0$", "$1"));
    }

    private Listener listen(String path, @Nullable String lastEventId) {
        HttpRequest.Builder request = firebreak.request(path);
        return new Listener((lastEventId == null ? request : request.header("Last-Event-ID", lastEventId)).build());
    }

    private static void awaitGreeting(Listener listener) {
        await().atMost(SOON).until(() -> !listener.events().isEmpty());
    }

    private static List<Listener.Event> about(Listener listener, Incident incident) {
        return listener.news().stream()
                .filter(event -> event.data().contains(incident.id().toString()))
                .toList();
    }

    private Incident open() {
        return firebreak.open("Stream-" + Ids.next(), "web");
    }
}
