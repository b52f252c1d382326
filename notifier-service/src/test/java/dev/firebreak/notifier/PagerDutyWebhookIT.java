package dev.firebreak.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.Secret;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.wire.HexHmac;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What PagerDuty sends, over real HTTP, to what stands on Kafka. */
class PagerDutyWebhookIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static RunningNotifier notifier;

    @BeforeAll
    static void start() throws IOException {
        notifier = new RunningNotifier();
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

            List<Command> told = commands.of(incident.id(), 2);
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

            assertThat(commands.of(incident.id(), 1))
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

    private static Incident open() {
        Incident incident = Incidents.incident(IncidentId.next());
        notifier.publish(Incidents.fact(1, incident, Incidents.opened()));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !notifier.obligations(incident.id().value()).isEmpty());
        return incident;
    }

    private static String incident(Incident incident) {
        return """
                {"id":"Q%1$s","type":"incident","incident_key":"%1$s","resolve_reason":null}""".formatted(incident.id());
    }

    private static String event(String type, String user, String data) {
        return """
                {"event":{"id":"%s","event_type":"%s","resource_type":"incident","occurred_at":"2026-02-01T03:00:00.000Z",
                 "agent":{"id":"%s","type":"user_reference","summary":"Robin"},"client":null,"data":%s}}""".formatted(UUID.randomUUID(), type, user, data);
    }

    private static HttpResponse<String> send(String body) throws IOException, InterruptedException {
        return send(body, RunningNotifier.PAGERDUTY_SECRET);
    }

    private static HttpResponse<String> send(String body, String secret) throws IOException, InterruptedException {
        String signature = new HexHmac(HexHmac.SHA256, new Secret(secret)).sign(body.getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(notifier.address() + "/webhooks/pagerduty"))
                .header("Content-Type", "application/json")
                .header("X-PagerDuty-Signature", "v1=" + signature)
                .header("X-Webhook-Id", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
