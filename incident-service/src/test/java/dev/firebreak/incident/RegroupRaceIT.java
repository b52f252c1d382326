package dev.firebreak.incident;

import static dev.firebreak.incident.Harness.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.Severity;
import dev.firebreak.model.wire.Wire;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * People merge and split the same incidents at the same time, while alerts for them arrive, begin and end, at two
 * instances. Whatever wins, no alert is lost, none fires in two incidents, and nothing leads nowhere.
 */
class RegroupRaceIT {
    private static final int KEYS = 6;
    private static final int ROUNDS = 30;
    private static final Set<Integer> ANSWERS = Set.of(200, 201, 409);

    private final Instant begun = Instant.now().minusSeconds(60);
    private final long seed = Long.getLong("firebreak.proof.seed", System.nanoTime());
    private final Queue<String> wrongAnswers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger splits = new AtomicInteger();

    @Test
    void noAlertIsLostAndNoneFiresInTwoIncidents() throws SQLException {
        try (Harness firebreak = new Harness()) {
            firebreak.startService();
            Set<String> firing = new TreeSet<>();
            for (int key = 0; key < KEYS; key++) {
                firebreak.open(name(key), "api");
                firing.add(name(key) + "-api");
            }

            try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int person = 0; person < 4; person++) {
                    Random random = new Random(seed + person);
                    people.execute(() -> regroup(firebreak, random));
                }
                Random random = new Random(seed - 1);
                for (int round = 1; round <= ROUNDS; round++) {
                    for (int key = 0; key < KEYS; key++) {
                        String fingerprint = name(key) + "-" + round;
                        say(firebreak, key, fingerprint, null);
                        firing.add(fingerprint);
                        String earlier = name(key) + "-" + random.nextInt(1, round + 1);
                        if (random.nextInt(3) == 0 && firing.remove(earlier)) {
                            say(firebreak, key, earlier, Instant.now());
                        }
                    }
                }
            }

            assertThat(wrongAnswers).as("seed " + seed).isEmpty();
            try (Connection database = firebreak.connection()) {
                await("all are taken in")
                        .atMost(SOON)
                        .until(() -> column(database, "select count(*)::text from alert_trace where status = 'firing'")
                                .equals(List.of(Integer.toString(KEYS * (ROUNDS + 1)))));
                await("those that ended are over, the others fire")
                        .atMost(SOON)
                        .untilAsserted(() -> assertThat(
                                        column(
                                                database,
                                                "select fingerprint from incident_alert where is_firing and fingerprint like 'Race-%'"))
                                .as("seed " + seed)
                                .containsExactlyInAnyOrderElementsOf(firing));
                check(database);
            }
        }
    }

    /** Each statement finds what must not be. */
    private void check(Connection database) throws SQLException {
        Map<String, String> wrong = new TreeMap<>(Map.of(
                "belongs to no incident",
                "select id::text from alert_trace where status = 'firing' and incident_id is null",
                "was merged into what was merged itself",
                "select m.number::text from incident m join incident t on t.id = m.merged_into"
                        + " where t.merged_into is not null",
                "is merged and not over, or fires still",
                "select number::text from incident where merged_into is not null and (state <> 'closed' or exists ("
                        + "select from incident_alert a where a.incident_id = incident.id and a.is_firing))",
                "counts what fires wrongly",
                "select number || ': ' || (snapshot ->> 'firingCount') from incident where (snapshot ->> 'firingCount')::int"
                        + " <> (select count(*) from incident_alert a where a.incident_id = incident.id and a.is_firing)",
                "tells of another incident in its row than in its state",
                "select number::text from incident where merged_into is null and snapshot ? 'mergedInto'",
                "has gaps in its log",
                "select i.number::text from incident i where i.seq <> (select count(*) from event_log"
                        + " where subject_id = i.id)",
                "was split into what is not there",
                "select i.number::text from incident i, jsonb_array_elements(i.snapshot -> 'splitInto') as s"
                        + " where jsonb_typeof(i.snapshot -> 'splitInto') = 'array'"
                        + " and not exists (select from incident o where o.id::text = s ->> 'id')"));
        for (Map.Entry<String, String> each : wrong.entrySet()) {
            assertThat(column(database, each.getValue()))
                    .as("seed " + seed + ": " + each.getKey())
                    .isEmpty();
        }
        assertThat(column(database, "select number::text from incident where merged_into is not null"))
                .as("something was merged")
                .isNotEmpty();
        assertThat(column(database, "select fingerprint from split_alert"))
                .as("something was split")
                .isNotEmpty();
    }

    private void regroup(Harness firebreak, Random random) {
        // until there is something to split: alerts may come later than people begin
        for (int i = 0; i < ROUNDS || (splits.get() == 0 && i < 20 * ROUNDS); i++) {
            List<Long> open = firebreak
                    .getJson("/api/incidents?state=open&limit=50")
                    .path("items")
                    .valueStream()
                    .map(item -> item.path("number").asLong())
                    .toList();
            long one = open.get(random.nextInt(open.size()));
            long other = open.get(random.nextInt(open.size()));
            if (one != other && open.size() > KEYS / 2) {
                tell(firebreak, one + "/merge", "{\"into\": " + other + ", \"reason\": \"the same\"}");
            }
            String fingerprint = name(random.nextInt(KEYS)) + "-" + random.nextInt(1, ROUNDS);
            tell(firebreak, other + "/split", "{\"fingerprints\": [\"" + fingerprint + "\"], \"reason\": \"another\"}");
        }
    }

    private void tell(Harness firebreak, String path, String body) {
        var answer = firebreak.post("/api/incidents/" + path, body);
        if (answer.statusCode() == 201) {
            splits.incrementAndGet();
        }
        if (!ANSWERS.contains(answer.statusCode())) {
            wrongAnswers.add(path + " " + answer.statusCode() + " " + answer.body());
        }
    }

    private void say(Harness firebreak, int key, String fingerprint, @Nullable Instant over) {
        Alerts alert = Alerts.firing(name(key), "api")
                .severity(Severity.ERROR)
                .fingerprint(fingerprint)
                .startsAt(begun)
                .receivedAt(Instant.now());
        firebreak.send(Wire.of((over == null ? alert : alert.resolvedAt(over)).signal()));
    }

    private static String name(int key) {
        return "Race-" + key;
    }

    private static List<String> column(Connection database, String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
