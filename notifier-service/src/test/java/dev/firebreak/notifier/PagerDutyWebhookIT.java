package dev.firebreak.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.Origin;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.incident.IncidentState;
import dev.firebreak.model.incident.Receiver;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What PagerDuty sends, over real HTTP, to what stands on Kafka. */
class PagerDutyWebhookIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int STORM = 4;
    private static RunningNotifier notifier;

    @BeforeAll
    static void start() throws IOException {
        notifier = new RunningNotifier(Map.of("FIREBREAK_PAGERDUTY_BUNDLES_FROM", Integer.toString(STORM)));
    }

    @AfterAll
    static void stop() {
        notifier.close();
    }

    @Test
    void tellsWhatPeopleDoThereOnceHoweverOftenItIsDelivered() throws Exception {
        Incident incident = open();
        String acknowledged = event("incident.acknowledged", "PROBIN", incident(incident));

        try (CommandsTopic commands = new CommandsTopic()) {
            assertThat(send(acknowledged).statusCode()).isEqualTo(202);
            assertThat(send(acknowledged).statusCode()).isEqualTo(202);

            List<Command> told = commands.await(byPersonOf(incident), 2);
            assertThat(told).allSatisfy(command -> {
                assertThat(command).isInstanceOf(Command.AcknowledgeIncident.class);
                assertThat(command.id()).isEqualTo(told.getFirst().id());
                assertThat(command.actor().id()).isEqualTo("pagerduty:PROBIN");
            });
        }
    }

    @Test
    void knowsTheIncidentOfANoteByPagerDutysOwnId() throws Exception {
        Incident incident = open();
        send(event("incident.triggered", "PROBIN", incident(incident)));

        try (CommandsTopic commands = new CommandsTopic()) {
            send(event("incident.annotated", "PROBIN", """
                    {"type":"incident_note","id":"P1","content":"cache was cold","incident":{"id":"Q%s"}}""".formatted(incident.id())));

            assertThat(commands.await(byPersonOf(incident), 1))
                    .first()
                    .isInstanceOfSatisfying(
                            Command.AddNote.class,
                            note -> assertThat(note.text()).isEqualTo("cache was cold"));
        }
    }

    @Test
    void takesWhatIsNotOursAndRefusesWhatIsNotPagerDutys() throws Exception {
        String foreign = """
                {"id":"Q9","type":"incident","incident_key":"%s"}""";

        assertThat(send(event("incident.resolved", "PROBIN", foreign.formatted(UUID.randomUUID())))
                        .statusCode())
                .isEqualTo(202);
        assertThat(send(event("incident.resolved", "PROBIN", foreign.formatted("disk-full")))
                        .statusCode())
                .isEqualTo(202);
        assertThat(send(event("pagey.ping", "PROBIN", "{\"type\":\"ping\"}")).statusCode())
                .isEqualTo(202);
        assertThat(send("{\"event\":", RunningNotifier.PAGERDUTY_SECRET).statusCode())
                .isEqualTo(400);
        HttpResponse<String> forged = send(event("pagey.ping", "PROBIN", "{}"), "guessed");
        assertThat(forged.statusCode()).isEqualTo(401);
        assertThat(forged.body()).contains("FIREBREAK_PAGERDUTY_WEBHOOK_SECRETS");
    }

    /** PagerDuty tries again for two days: what it could not deliver yesterday must not open again what is over today. */
    @Test
    void hearsNoOldWordAfterANewerOne() throws Exception {
        Incident incident = open();
        String reopened = event("incident.reopened", "PROBIN", "2026-02-01T02:00:00Z", incident(incident));
        String resolved = event("incident.resolved", "PROBIN", "2026-02-01T03:00:00Z", incident(incident));

        try (CommandsTopic commands = new CommandsTopic()) {
            for (String word : List.of(resolved, reopened, resolved)) {
                assertThat(send(word).statusCode()).isEqualTo(202);
            }

            assertThat(commands.await(byPersonOf(incident), 2)).hasOnlyElementsOfType(Command.ResolveIncident.class);
        }
    }

    /** One alert for all that wait, acknowledged and resolved when all of them are; what a person says to it goes for each. */
    @Test
    void callsOnceForAStorm() throws Exception {
        List<Incident> storm = Stream.generate(() -> calling(Incidents.incident(IncidentId.next())))
                .limit(2 * STORM - 1)
                .toList();
        String first = storm.getFirst().id().toString();
        long since = System.nanoTime();
        notifier.vendors().fail("enqueue", first, StandIn.Fault.silent());
        publish(storm.subList(0, 1));
        await().atMost(PATIENCE)
                .until(() -> notifier.vendors().calls("enqueue").stream()
                        .anyMatch(call -> call.field("dedup_key").equals(first)));
        publish(storm.subList(1, storm.size()));
        await().atMost(PATIENCE)
                .until(() -> storm.stream()
                        .noneMatch(incident ->
                                notifier.obligations(incident.id().value()).isEmpty()));
        notifier.endSilence("pagerduty/" + ((Receiver.PagerDuty) Incidents.PAGER).routingKeySecret());

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(storm)
                        .allSatisfy(incident -> assertThat(
                                        notifier.obligations(incident.id().value()))
                                .contains("opened/on-call=SENT")));
        // One that came too late for the bundle has an alert of its own.
        List<Incident> bundled = storm.stream()
                .filter(incident ->
                        notifier.vendors().pages(incident.id().toString()).isEmpty())
                .toList();
        assertThat(bundled).hasSizeGreaterThanOrEqualTo(STORM);
        Set<String> ids =
                storm.stream().map(incident -> incident.id().toString()).collect(Collectors.toSet());
        List<String> bundles = notifier.vendors().calls("enqueue").stream()
                .filter(call -> call.nanos() > since)
                .map(call -> call.field("dedup_key"))
                .filter(key -> !ids.contains(key))
                .distinct()
                .toList();
        assertThat(bundles).hasSize(1);
        String bundle = bundles.getFirst();

        try (CommandsTopic commands = new CommandsTopic()) {
            send(event("incident.acknowledged", "PROBIN", """
                    {"id":"QSTORM","type":"incident","incident_key":"%s","resolve_reason":null}""".formatted(bundle)));
            for (Incident incident : bundled) {
                assertThat(commands.await(byPersonOf(incident), 1))
                        .hasOnlyElementsOfType(Command.AcknowledgeIncident.class);
            }
        }
        happens(3, IncidentState.ACKNOWLEDGED, new IncidentEvent.Acknowledged(null), bundled);
        happens(4, IncidentState.RESOLVED, new IncidentEvent.Resolved("over"), bundled.subList(1, bundled.size()));
        assertThat(notifier.vendors().pages(bundle)).doesNotContain("resolve");
        happens(4, IncidentState.RESOLVED, new IncidentEvent.Resolved("over"), bundled.subList(0, 1));
        assertThat(notifier.vendors().pages(bundle)).startsWith("trigger").endsWith("resolve");
        assertThat(notifier.vendors().pages(bundle)).contains("acknowledge").containsOnlyOnce("trigger");
    }

    /** The watchdog's word, which goes by the incident's time, is another matter. */
    private static Predicate<Command> byPersonOf(Incident incident) {
        return command -> command instanceof Command.ForIncident it
                && it.incidentId().equals(incident.id())
                && command.actor().origin() == Origin.PAGERDUTY;
    }

    private static Incident calling(Incident incident) {
        return Incidents.toldTo(List.of(Incidents.PAGER), incident);
    }

    private static void publish(List<Incident> storm) {
        storm.forEach(incident -> notifier.publish(Incidents.fact(1, incident, Incidents.opened())));
    }

    /** To each of them, and PagerDuty has heard of it. */
    private static void happens(int seq, IncidentState state, IncidentEvent event, List<Incident> incidents) {
        incidents.forEach(incident -> notifier.publish(Incidents.fact(seq, Incidents.in(state, incident), event)));
        String told = state.name().toLowerCase(Locale.ROOT) + "/on-call=SENT";
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(incidents)
                        .allSatisfy(incident -> assertThat(
                                        notifier.obligations(incident.id().value()))
                                .contains(told)));
    }

    private static Incident open() {
        Incident incident = Incidents.incident(IncidentId.next());
        notifier.publish(Incidents.fact(1, incident, Incidents.opened()));
        await().atMost(PATIENCE)
                .until(() -> !notifier.obligations(incident.id().value()).isEmpty());
        return incident;
    }

    private static String incident(Incident incident) {
        return """
                {"id":"Q%1$s","type":"incident","incident_key":"%1$s","resolve_reason":null}""".formatted(incident.id());
    }

    private static String event(String type, String user, String data) {
        return event(type, user, "2026-02-01T03:00:00.000Z", data);
    }

    private static String event(String type, String user, String at, String data) {
        return """
                {"event":{"id":"%s","event_type":"%s","resource_type":"incident","occurred_at":"%s",
                 "agent":{"id":"%s","type":"user_reference","summary":"Robin"},"client":null,"data":%s}}""".formatted(UUID.randomUUID(), type, at, user, data);
    }

    private static HttpResponse<String> send(String body) throws IOException, InterruptedException {
        return send(body, RunningNotifier.PAGERDUTY_SECRET);
    }

    private static HttpResponse<String> send(String body, String secret) throws IOException, InterruptedException {
        return notifier.pagerDutySends(body, secret);
    }
}
