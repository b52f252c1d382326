package dev.firebreak.acceptance;

import static dev.firebreak.acceptance.RunningFirebreak.items;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.acceptance.Fleet.Member;
import dev.firebreak.acceptance.StormPlan.Delivery;
import dev.firebreak.acceptance.StormPlan.Word;
import dev.firebreak.model.EventId;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.Signal;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.wire.Topic;
import dev.firebreak.model.wire.Wire;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Joins what was accepted with what the database, the topics and the sandbox's ledger say of it, once every queue is empty.
 *
 * @param storm the name that all groups of the storm begin with
 */
record StormOracle(Fleet fleet, String storm, Set<Delivery> accepted) {
    /** Of the policy in the storm's catalogue: ten seconds after the opening, unless somebody has acknowledged. */
    private static final int LAST_STEP = 2;

    private record Seen(String id, String group, String state, int alertCount, int firingCount) {
        boolean isOver() {
            return state.equals("resolved") || state.equals("closed");
        }
    }

    void check() {
        List<Seen> incidents = incidents();
        everyAlertIsAccountedForOnce();
        everyGroupStandsAsItsAlertsDo(incidents);
        nothingWasPutAside();
        Map<String, List<IncidentFact>> facts = factsInOrder();
        assertThat(facts.keySet()).containsAll(incidents.stream().map(Seen::id).toList());
        incidents.forEach(incident -> eachDeadlineWasMetOnce(incident, facts.getOrDefault(incident.id(), List.of())));
        everyoneWasTold(incidents, facts);
        nothingWasDoneTwice(incidents);
    }

    /** Not one is missing, not one was handled twice. */
    private void everyAlertIsAccountedForOnce() {
        Map<String, Long> traced = counts("select fingerprint || ' ' || status, count(*) from incident.alert_trace"
                + " where fingerprint like '" + storm + "-%' group by 1");
        Map<String, Long> sent = words().collect(groupingBy(
                word -> word.fingerprint() + (word.isFiring() ? " firing" : " resolved"), counting()));
        assertThat(sent.keySet())
                .as("lost")
                .allSatisfy(word -> assertThat(traced.getOrDefault(word, 0L)).isGreaterThanOrEqualTo(sent.get(word)));
        assertThat(traced.keySet())
                .as("handled more than once")
                .allSatisfy(word -> assertThat(traced.get(word)).isLessThanOrEqualTo(sent.getOrDefault(word, 0L)));
    }

    private Stream<Word> words() {
        return accepted.stream().flatMap(delivery -> delivery.words().stream());
    }

    private void everyGroupStandsAsItsAlertsDo(List<Seen> incidents) {
        Map<String, List<Seen>> byGroup = incidents.stream().collect(groupingBy(Seen::group));
        Map<String, List<String>> overtaken = overtaken();
        assertThat(fingerprints("status = 'firing' and outcome = 'stale'"))
                .as("count for no incident: those whose end came before them, and no other")
                .containsExactlyInAnyOrderElementsOf(
                        overtaken.values().stream().flatMap(List::stream).toList());
        Map<String, List<Delivery>> said = accepted.stream().collect(groupingBy(Delivery::group));
        assertThat(byGroup.keySet()).isEqualTo(said.keySet());
        said.forEach((group, deliveries) -> {
            List<Seen> seen = byGroup.getOrDefault(group, List.of());
            long begun = count(deliveries, true);
            long over = count(deliveries, false);
            assertThat(seen).filteredOn(it -> !it.isOver()).as(group).hasSize(begun == over ? 0 : 1);
            assertThat(seen.stream().mapToInt(Seen::alertCount).sum()).as(group).isEqualTo((int)
                    (begun - overtaken.getOrDefault(group, List.of()).size()));
            assertThat(seen.stream().mapToInt(Seen::firingCount).sum())
                    .as(group)
                    .isEqualTo((int) (begun - over));
        });
    }

    /**
     * For each group the fingerprints whose end stands on the topic before their beginning, as often as that is so: the edge
     * had put the beginning aside while Kafka was away.
     */
    private Map<String, List<String>> overtaken() {
        Map<String, List<String>> overtaken = new HashMap<>();
        Map<String, Instant> ends = new HashMap<>();
        Set<String> begun = new HashSet<>(); // what is sent again is on the topic again, under another id
        for (ConsumerRecord<String, byte[]> record : new Queues(fleet).records(Topic.ALERTS)) {
            if (Wire.read(record.value(), Signal.class) instanceof Signal.AlertReceived(EventId _, Alert alert)
                    && isOurs(alert.labels().getOrDefault("group", ""))) {
                @Nullable Instant end = ends.get(alert.fingerprint());
                if (!alert.isFiring()) {
                    ends.merge(
                            alert.fingerprint(),
                            Objects.requireNonNull(alert.endsAt()),
                            (one, other) -> one.isAfter(other) ? one : other);
                } else if (begun.add(alert.fingerprint() + alert.startsAt())
                        && end != null
                        && !alert.startsAt().isAfter(end)) {
                    overtaken
                            .computeIfAbsent(alert.labels().get("group"), _ -> new ArrayList<>())
                            .add(alert.fingerprint());
                }
            }
        }
        return overtaken;
    }

    private List<String> fingerprints(String condition) {
        List<String> fingerprints = new ArrayList<>();
        query(
                "select fingerprint from incident.alert_trace where fingerprint like '" + storm + "-%' and "
                        + condition,
                row -> fingerprints.add(row.getString(1)));
        return fingerprints;
    }

    private static long count(List<Delivery> deliveries, boolean isFiring) {
        return deliveries.stream()
                .flatMap(it -> it.words().stream())
                .filter(it -> it.isFiring() == isFiring)
                .count();
    }

    private void nothingWasPutAside() {
        List<String> letters = new ArrayList<>();
        query("select topic || ': ' || cause from incident.dead_letter", row -> letters.add(row.getString(1)));
        assertThat(letters).isEmpty();
    }

    /** On the topic an incident's facts stand as in its log: all that were to be told, in order; a repeat may follow. */
    private Map<String, List<IncidentFact>> factsInOrder() {
        Map<String, Map<String, IncidentFact>> told = new HashMap<>();
        new Queues(fleet)
                .records(Topic.INCIDENTS).stream()
                        .map(record -> Wire.read(record.value(), IncidentFact.class))
                        .filter(fact -> isOurs(String.valueOf(
                                fact.incident().trigger().labels().get("group"))))
                        .forEach(fact -> told.computeIfAbsent(
                                        fact.incident().id().toString(), _ -> new LinkedHashMap<>())
                                .putIfAbsent(fact.id().toString(), fact));
        Map<String, List<String>> logged = new HashMap<>();
        Map<String, List<Long>> numbers = new HashMap<>();
        query("select subject_id, event_id, seq, type from incident.event_log order by subject_id, seq", row -> {
            if (told.containsKey(row.getString(1))) {
                numbers.computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                        .add(row.getLong(3));
                if (!isKeptToItself(row.getString(4))) {
                    logged.computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                            .add(row.getString(2));
                }
            }
        });
        Map<String, List<IncidentFact>> facts = new HashMap<>();
        told.forEach((incident, ofIt) -> {
            assertThat(ofIt.keySet())
                    .as("facts of " + incident)
                    .containsExactlyElementsOf(logged.getOrDefault(incident, List.of()));
            facts.put(incident, List.copyOf(ofIt.values()));
        });
        numbers.forEach((incident, seqs) ->
                assertThat(seqs.getLast()).as("gaps in the log of " + incident).isEqualTo(seqs.size()));
        return facts;
    }

    /** What the other services told on their own topics already. */
    private static boolean isKeptToItself(String type) {
        return type.equals("incident.remediationProgressed.v1") || type.equals("incident.notificationDelivered.v1");
    }

    /**
     * Whichever instance was alive took it: each step once in a run of the incident. A reopening begins another run, in which
     * those who are told at once hear of the reopening itself.
     */
    private static void eachDeadlineWasMetOnce(Seen incident, List<IncidentFact> facts) {
        Set<Integer> taken = new HashSet<>();
        for (IncidentFact fact : facts) {
            if (fact.event() instanceof IncidentEvent.Reopened) {
                taken.clear();
            }
            if (fact.event() instanceof IncidentEvent.Escalated escalated) {
                assertThat(taken.add(escalated.step()))
                        .as("step %d of %s is taken once", escalated.step(), incident)
                        .isTrue();
            }
        }
        if (incident.state().equals("triggered")) {
            assertThat(taken).as("steps of %s", incident).contains(LAST_STEP);
        }
    }

    /**
     * Everybody hears of each incident's opening, and of its end; only of an opening that was over before it could be told
     * nobody does. There is one card, and one page in each run of the incident, however often something was tried.
     */
    private void everyoneWasTold(List<Seen> incidents, Map<String, List<IncidentFact>> facts) {
        Map<String, String> owed = new HashMap<>();
        query(
                "select incident_id || ' ' || receiver, state from notifier.obligation where transition = 'opened'",
                row -> owed.put(row.getString(1), row.getString(2)));
        Map<String, List<JsonNode>> pages = items(sandbox().get("/pagerduty/alerts"))
                .collect(groupingBy(page -> page.path("dedupKey").asString("")));
        for (Seen incident : incidents) {
            assertThat(owed.get(incident.id() + " storm")).as("%s", incident).isIn(outcomes(incident));
            assertThat(owed.get(incident.id() + " on-call")).as("%s", incident).isIn(outcomes(incident));
            List<JsonNode> paged = pages.getOrDefault(incident.id(), List.of());
            long runs = runs(facts.getOrDefault(incident.id(), List.of()));
            assertThat(paged)
                    .as("pages of " + incident + ", one for each run at most")
                    .hasSizeBetween(isSent(owed, incident, "on-call") ? 1 : 0, (int) runs);
            assertThat(paged.stream()
                            .filter(page -> !page.path("state").asString().equals("resolved")))
                    .as("pages that are open of " + incident)
                    .hasSize(incident.isOver() ? 0 : 1);
            List<JsonNode> cards = cards(incident);
            assertThat(cards).as("cards of " + incident).hasSize(isSent(owed, incident, "storm") ? 1 : 0);
            assertThat(cards)
                    .allSatisfy(
                            card -> assertThat(card.path("buttons").isEmpty()).isEqualTo(incident.isOver()));
            if (!incident.isOver() && isEscalated(facts.getOrDefault(incident.id(), List.of()))) {
                assertThat(cards.toString()).contains("Nobody has acknowledged");
            }
        }
    }

    /** PagerDuty makes another page of what is called again after it was resolved. */
    private static long runs(List<IncidentFact> facts) {
        return 1
                + facts.stream()
                        .filter(fact -> fact.event() instanceof IncidentEvent.Reopened)
                        .count();
    }

    private static List<String> outcomes(Seen incident) {
        return incident.isOver() ? List.of("SENT", "SUPERSEDED") : List.of("SENT");
    }

    private static boolean isSent(Map<String, String> owed, Seen incident, String receiver) {
        return "SENT".equals(owed.get(incident.id() + " " + receiver));
    }

    private List<JsonNode> cards(Seen incident) {
        return items(sandbox().get("/slack/channels/storm/messages?incident=" + incident.id()))
                .toList();
    }

    private static boolean isEscalated(List<IncidentFact> facts) {
        return facts.stream()
                .anyMatch(fact ->
                        fact.event() instanceof IncidentEvent.Escalated escalated && escalated.message() != null);
    }

    /** For each remediation a call leaves once at most, and what the ledger of attempts calls applied did leave. */
    private void nothingWasDoneTwice(List<Seen> incidents) {
        Map<String, Long> calls = items(sandbox().get("/ledger?provider=host"))
                .collect(groupingBy(
                        effect -> effect.path("body").path("incident").asString(""), counting()));
        Map<String, Long> applied =
                counts("select incident_id, count(*) from remediation.attempt where state = 'APPLIED' group by 1");
        Map<String, Long> remediations = counts("select incident_id, count(*) from remediation.remediation group by 1");
        assertThat(calls).as("calls").isNotEmpty();
        for (Seen incident : incidents) {
            assertThat(calls.getOrDefault(incident.id(), 0L))
                    .as("calls for %s", incident)
                    .isGreaterThanOrEqualTo(applied.getOrDefault(incident.id(), 0L))
                    .isLessThanOrEqualTo(remediations.getOrDefault(incident.id(), 0L));
        }
    }

    private Map<String, Long> counts(String sql) {
        Map<String, Long> counts = new HashMap<>();
        query(sql, row -> counts.put(row.getString(1), row.getLong(2)));
        return counts;
    }

    private List<Seen> incidents() {
        List<Seen> incidents = new ArrayList<>();
        query("select id, snapshot::text from incident.incident", row -> {
            JsonNode snapshot = Wire.JSON.readTree(row.getString(2));
            String group = snapshot.path("trigger").path("labels").path("group").asString("");
            if (isOurs(group)) {
                incidents.add(new Seen(
                        row.getString(1),
                        group,
                        snapshot.path("state").asString(),
                        snapshot.path("alertCount").asInt(),
                        snapshot.path("firingCount").asInt()));
            }
        });
        return incidents;
    }

    private boolean isOurs(String group) {
        return group.startsWith(storm + "-");
    }

    private JsonHttp sandbox() {
        return fleet.http(Member.SANDBOX);
    }

    private interface Reader {
        void read(ResultSet row) throws SQLException;
    }

    private void query(String sql, Reader reader) {
        try (Connection connection = fleet.connection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reader.read(rows);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
