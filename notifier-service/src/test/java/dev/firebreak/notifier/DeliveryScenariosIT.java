package dev.firebreak.notifier;

import static dev.firebreak.notifier.Incidents.escalated;
import static dev.firebreak.notifier.Incidents.fact;
import static dev.firebreak.notifier.Incidents.in;
import static dev.firebreak.notifier.Incidents.opened;
import static dev.firebreak.notifier.Incidents.toldTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.incident.IncidentState;
import dev.firebreak.model.incident.Receiver;
import dev.firebreak.notifier.StandIn.Fault;
import dev.firebreak.notifier.delivery.Lane;
import dev.firebreak.notifier.delivery.LaneStore;
import dev.firebreak.notifier.delivery.Rate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The scenarios of reliability that concern people: A2 and B3 for Slack and PagerDuty, D1 for what comes in here. */
class DeliveryScenariosIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int INCIDENTS = 30;
    private static final int FORGED = 1_000;
    /** So few get a card each. */
    private static final int FEW = 15;
    /** In which a breaker opens and tries more than once whether all is well. */
    private static final Duration OUTAGE = Duration.ofSeconds(25);

    private static final String CHANNEL = "#a2";
    /** What was on its way when silence was asked for still arrives. */
    private static final long ON_ITS_WAY = TimeUnit.SECONDS.toNanos(10);

    private static final int SILENCE_SECONDS = 20;

    private static RunningNotifier notifier;
    private static StandIn vendors;

    @BeforeAll
    static void start() throws IOException {
        notifier = new RunningNotifier(Map.of(
                "firebreak.pagerduty.events-per-second", "50",
                "firebreak.pagerduty.burst", "50",
                "firebreak.pagerduty.bundles-from", "0"));
        vendors = notifier.vendors();
    }

    @AfterAll
    static void stop() {
        notifier.close();
    }

    /**
     * Sick vendors, each fact twice, two restarts in the middle: everybody is told of everything, each alert opened and each
     * card posted once, and nobody who asked for silence is called.
     */
    @Test
    void tellsEverythingThoughTheVendorsAreSickAndTheServiceRestarts() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Receiver slack = new Receiver.Slack("incidents", CHANNEL);
        List<Incident> incidents = new ArrayList<>();
        for (int i = 0; i < INCIDENTS; i++) {
            IncidentId id = IncidentId.next();
            sicken(id, random);
            incidents.add(toldTo(List.of(slack, Incidents.PAGER), Incidents.incident(id)));
        }
        vendors.fail("enqueue", incidents.getFirst().id().toString(), Fault.throttled(SILENCE_SECONDS));
        vendors.fail(
                "chat.postMessage",
                CHANNEL,
                Fault.status(500),
                Fault.lost(),
                Fault.throttled(SILENCE_SECONDS),
                Fault.status(503),
                Fault.lost(),
                Fault.throttled(1));
        for (int i = 0; i < INCIDENTS; i++) {
            publish(incidents.get(i), slack);
            if (i == INCIDENTS / 3 || i == 2 * INCIDENTS / 3) {
                notifier.restart();
            }
        }

        await().atMost(PATIENCE).untilAsserted(() -> {
            for (Incident incident : incidents) {
                assertThat(notifier.obligations(incident.id().value()))
                        .as("seed %s", seed)
                        .contains("opened/incidents=SENT", "resolved/incidents=SENT", "resolved/on-call=SENT")
                        .noneMatch(owed -> owed.endsWith("PENDING") || owed.endsWith("FAILED"));
            }
        });
        for (Incident incident : incidents) {
            List<String> pages = vendors.pages(incident.id().toString());
            assertThat(pages).as("seed %s", seed).endsWith("resolve");
            assertThat(pages).isSubsetOf("trigger", "acknowledge", "resolve");
            assertThat(pages.lastIndexOf("trigger")).isLessThan(pages.indexOf("resolve"));
            assertThat(vendors.cards(CHANNEL))
                    .as("cards of %s, seed %s", incident.id(), seed)
                    .filteredOn(call -> call.name().equals("chat.postMessage")
                            && call.field("metadata").contains(incident.id().toString()))
                    .hasSize(1);
        }
        obeysSilence("enqueue", vendors.calls("enqueue"));
        obeysSilence(
                "chat.postMessage",
                vendors.calls("chat.postMessage").stream()
                        .filter(call -> !call.fields().containsKey("thread_ts"))
                        .toList());
    }

    private static void obeysSilence(String name, List<StandIn.Call> calls) {
        List<StandIn.Throttle> throttles = vendors.throttles(name);
        assertThat(throttles).isNotEmpty();
        for (StandIn.Throttle throttle : throttles) {
            assertThat(calls)
                    .as("%s while silence was asked for", name)
                    .noneMatch(call -> call.nanos() > throttle.from() + ON_ITS_WAY && call.nanos() < throttle.until());
        }
    }

    /** What the breaker holds back was not tried: once Slack is well, nobody waits for a back-off that grew meanwhile. */
    @Test
    void countsAsTriedOnlyWhatReachedSlack() {
        String channel = "#b3";
        vendors.refuse(channel, "internal_error");
        List<Incident> incidents = new ArrayList<>();
        for (int i = 0; i < FEW; i++) {
            Incident incident =
                    toldTo(List.of(new Receiver.Slack("incidents", channel)), Incidents.incident(IncidentId.next()));
            incidents.add(incident);
            notifier.publish(fact(1, incident, opened(), Instant.now()));
        }

        await().pollDelay(OUTAGE).atMost(PATIENCE).untilAsserted(() -> {
            assertThat(reached(channel)).isGreaterThan(FEW);
            assertThat(tried(channel)).as("each card at least once").isGreaterThanOrEqualTo(FEW);
        });
        assertThat(tried(channel)).as("tries").isLessThanOrEqualTo(reached(channel) + FEW);
        vendors.accept(channel);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(incidents)
                        .allSatisfy(incident -> assertThat(
                                        notifier.obligations(incident.id().value()))
                                .containsExactly("opened/incidents=SENT")));
    }

    private static long tried(String channel) {
        return notifier.count("select coalesce(sum(attempts), 0) from card where lane = 'slack/" + channel + "'");
    }

    /** @return calls about the channel, whatever became of them */
    private static long reached(String channel) {
        return Stream.of("chat.postMessage", "conversations.history")
                .flatMap(method -> vendors.calls(method).stream())
                .filter(call -> call.field("channel").equals(channel))
                .count();
    }

    @Test
    void postsOnceMoreWhatCannotBeLookedFor() {
        String channel = "#unreadable";
        vendors.fail("chat.postMessage", channel, Fault.lost());
        vendors.fail(
                "conversations.history",
                channel,
                Stream.generate(Fault::garbled).limit(100).toArray(Fault[]::new));
        Incident incident =
                toldTo(List.of(new Receiver.Slack("incidents", channel)), Incidents.incident(IncidentId.next()));

        notifier.publish(fact(1, incident, opened(), Instant.now()));

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(notifier.obligations(incident.id().value()))
                                .containsExactly("opened/incidents=SENT"));
        assertThat(vendors.cards(channel)).hasSize(2);
    }

    @Test
    void keepsTheLongestSilenceThatWasAskedFor() {
        LaneStore lanes = notifier.bean(LaneStore.class);
        Rate rate = new Rate(1, 3);
        String name = "slack/#silent";

        Lane lane = lanes.lock(name, rate)
                .then(lanes.block(name, Duration.ofHours(2)))
                .then(lanes.block(name, Duration.ofSeconds(1)))
                .then(lanes.lock(name, rate))
                .blockOptional()
                .orElseThrow();

        assertThat(lane.untilFree()).isGreaterThan(Duration.ofHours(1));
    }

    private static void sicken(IncidentId id, Random random) {
        if (random.nextInt(3) == 0) {
            vendors.fail("enqueue", id.toString(), Fault.status(random.nextBoolean() ? 500 : 503));
        }
        if (random.nextInt(8) == 0) {
            vendors.fail("enqueue", id.toString(), Fault.throttled(1));
        }
    }

    private static void publish(Incident incident, Receiver slack) {
        Instant now = Instant.now();
        var facts = List.of(
                fact(1, toldTo(List.of(), incident), opened(), now),
                fact(2, incident, escalated(0, null, slack, Incidents.PAGER), now),
                fact(3, in(IncidentState.RESOLVED, incident), new IncidentEvent.Resolved("nothing fires"), now));
        for (int i = 0; i < 2; i++) {
            facts.forEach(notifier::publish);
        }
    }

    /** Forged in every way that there is: nothing gets past the edge. */
    @Test
    void takesNothingForged() throws Exception {
        Random random = new Random(42);
        HttpClient http = HttpClient.newHttpClient();
        String body = """
                {"event": {"id": "01F", "event_type": "incident.resolved", "resource_type": "incident",
                 "occurred_at": "2026-02-01T12:00:00Z", "agent": {"id": "P1", "type": "user_reference"},
                 "data": {"id": "Q1", "type": "incident", "status": "resolved", "incident_key": "%s"}}}""".formatted(IncidentId.next());
        for (int i = 0; i < FORGED; i++) {
            boolean isSlack = i % 2 == 0;
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create(notifier.address() + (isSlack ? "/slack/events" : "/webhooks/pagerduty")))
                    .POST(HttpRequest.BodyPublishers.ofString(body));
            forge(request, isSlack, random);
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as("forged request %s", i).isIn(401, 403);
        }
    }

    private static void forge(HttpRequest.Builder request, boolean isSlack, Random random) {
        byte[] bytes = new byte[random.nextInt(3) == 0 ? 16 : 32];
        random.nextBytes(bytes);
        String hex = HexFormat.of().formatHex(bytes);
        String signature = switch (random.nextInt(4)) {
            case 0 -> "v0=" + hex;
            case 1 -> "v1=" + hex;
            case 2 -> "v1=,v1=" + hex + ",v2=" + hex;
            default -> hex;
        };
        request.header("Content-Type", isSlack ? "application/x-www-form-urlencoded" : "application/json");
        if (random.nextInt(10) > 0) {
            request.header(isSlack ? "X-Slack-Signature" : "X-PagerDuty-Signature", signature);
        }
        if (isSlack && random.nextInt(10) > 0) {
            request.header(
                    "X-Slack-Request-Timestamp", Long.toString(Instant.now().getEpochSecond()));
        }
    }
}
