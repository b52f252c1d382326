package dev.firebreak.notifier.pagerduty.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.model.Actor;
import dev.firebreak.model.Origin;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.Assignee;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.notifier.inbound.MalformedRequestException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookMeaningTest {
    private static final IncidentId INCIDENT = IncidentId.parse("0197f000-0000-7000-8000-000000000001");
    private static final Instant SAID = Instant.parse("2026-02-01T03:00:00.123Z");
    private static final Instant NOW = SAID.plusSeconds(2);
    private static final String ROBIN = """
            {"id":"PROBIN","type":"user_reference","summary":"Robin"}""";

    @Test
    void acknowledgesAsWhoeverDidItThereWhenTheyDid() {
        Command command = told("incident.acknowledged", ROBIN, "");

        assertThat(command).isInstanceOfSatisfying(Command.AcknowledgeIncident.class, acknowledge -> {
            assertThat(acknowledge.incidentId()).isEqualTo(INCIDENT);
            assertThat(acknowledge.issuedAt()).isEqualTo(SAID);
            assertThat(acknowledge.actor())
                    .isEqualTo(new Actor("pagerduty:PROBIN", "Robin", Origin.PAGERDUTY, List.of("responder")));
        });
        assertThat(told("incident.acknowledged", ROBIN, "").id()).isEqualTo(command.id());
    }

    @Test
    void resolvesAndReopens() {
        assertThat(told("incident.resolved", ROBIN, ",\"resolve_reason\":null"))
                .isInstanceOf(Command.ResolveIncident.class);
        assertThat(told("incident.reopened", ROBIN, "")).isInstanceOf(Command.ReopenIncident.class);
    }

    @Test
    void doesNotTakeAMergeForTheEnd() {
        assertThat(note("incident.resolved", ROBIN, """
                ,"resolve_reason":{"type":"merge_resolve_reason","incident":{"summary":"[#7] Shop down"}}"""))
                .isEqualTo("Merged in PagerDuty into [#7] Shop down; here it goes on");
    }

    @ParameterizedTest
    @ValueSource(strings = {"incident.acknowledged", "incident.resolved", "incident.reopened"})
    void dropsWhatNoPersonDid(String type) {
        String integration = "{\"id\":\"PINT\",\"type\":\"inbound_integration_reference\",\"summary\":\"Firebreak\"}";

        assertThat(meaning(type, "null", "")).isEqualTo(new WebhookMeaning.Nothing("echo"));
        assertThat(meaning(type, integration, "")).isEqualTo(new WebhookMeaning.Nothing("echo"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "incident.escalated | Escalated in PagerDuty to Ada, Grace",
                "incident.reassigned | Assigned in PagerDuty to Ada, Grace",
                "incident.delegated | Assigned in PagerDuty to Ada, Grace",
                "incident.unacknowledged | Not acknowledged any more in PagerDuty: it calls Ada, Grace again",
                "incident.priority_updated | Priority in PagerDuty is now P1"
            })
    void notesWhatElseChangesThere(String type, String text) {
        assertThat(note(type, ROBIN, """
                ,"assignees":[{"summary":"Ada"},{"summary":"Grace"}],"priority":{"summary":"P1"}""")).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"incident.reassigned", "incident.delegated"})
    void whoIsGivenItThereHasItHere(String type) {
        assertThat(told(type, ROBIN, """
                        ,"assignees":[{"id":"PKIM","type":"user_reference","summary":"Kim"}]""")).isInstanceOfSatisfying(Command.AssignIncident.class, it -> {
            assertThat(it.to()).isEqualTo(new Assignee("Kim", null));
            assertThat(it.actor().id()).isEqualTo("pagerduty:PROBIN");
            assertThat(it.issuedAt()).isEqualTo(SAID);
        });
    }

    @Test
    void notesWhatMakesItNobodysInParticular() {
        assertThat(note("incident.delegated", ROBIN, """
                        ,"assignees":[{"id":"PS","type":"schedule_reference","summary":"Nights"}]""")).isEqualTo("Assigned in PagerDuty to Nights");
        assertThat(note("incident.reassigned", "null", """
                        ,"assignees":[{"id":"PKIM","type":"user_reference","summary":"Kim"}]""")).isEqualTo("Assigned in PagerDuty to Kim");
    }

    @Test
    void notesWhatPeopleWriteThere() {
        WebhookEvent annotated = WebhookEvent.read(bytes("incident.annotated", ROBIN, """
                {"type":"incident_note","incident":{"id":"Q1"},"id":"P1","content":"cache was cold"}"""));

        assertThat(annotated.pagerDutyId()).isEqualTo("Q1");
        assertThat(WebhookMeaning.of(annotated, INCIDENT, NOW))
                .isInstanceOfSatisfying(
                        WebhookMeaning.Tell.class,
                        tell -> assertThat(tell.command())
                                .isInstanceOfSatisfying(
                                        Command.AddNote.class,
                                        note -> assertThat(note.text()).isEqualTo("cache was cold")));
    }

    @Test
    void takesAnAcknowledgementThatRanOutForNoPersonsWord() {
        assertThat(told("incident.unacknowledged", "null", "").actor().isPerson())
                .isFalse();
    }

    @Test
    void cutsANoteThatIsTooLong() {
        assertThat(note("incident.escalated", ROBIN, ",\"assignees\":[{\"summary\":\"" + "x".repeat(9000) + "\"}]"))
                .hasSize(4_000)
                .endsWith("…");
    }

    @Test
    void takesNothingAsSaidLaterThanNow() {
        WebhookEvent event = WebhookEvent.read(bytes("incident.acknowledged", ROBIN, incident("")));

        assertThat(WebhookMeaning.of(event, INCIDENT, SAID.minusSeconds(60)))
                .isInstanceOfSatisfying(
                        WebhookMeaning.Tell.class,
                        tell -> assertThat(tell.command().issuedAt()).isEqualTo(SAID.minusSeconds(60)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"incident.triggered", "incident.workflow.completed", "service.updated", "something.new"})
    void hasNoUseForTheRest(String type) {
        assertThat(meaning(type, ROBIN, "")).isInstanceOf(WebhookMeaning.Nothing.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{\"event\":{}}",
                "{\"event\":{\"id\":\"1\",\"event_type\":\"incident.acknowledged\",\"occurred_at\":\"yesterday\"}}",
                "{\"event\":{\"id\":\"1\",\"event_type\":\"x\",\"id\":\"2\"}}"
            })
    void refusesWhatIsNoWebhook(String body) {
        assertThatThrownBy(() -> WebhookEvent.read(body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedRequestException.class);
    }

    private static String note(String type, String agent, String more) {
        return ((Command.AddNote) told(type, agent, more)).text();
    }

    private static Command told(String type, String agent, String more) {
        return ((WebhookMeaning.Tell) meaning(type, agent, more)).command();
    }

    private static WebhookMeaning meaning(String type, String agent, String more) {
        return WebhookMeaning.of(WebhookEvent.read(bytes(type, agent, incident(more))), INCIDENT, NOW);
    }

    private static String incident(String more) {
        return "{\"id\":\"Q1\",\"type\":\"incident\",\"incident_key\":\"" + INCIDENT + "\"" + more + "}";
    }

    private static byte[] bytes(String type, String agent, String data) {
        return """
                {"event":{"id":"01A","event_type":"%s","resource_type":"incident","occurred_at":"%s","agent":%s,
                 "client":null,"data":%s}}""".formatted(type, SAID, agent, data).getBytes(StandardCharsets.UTF_8);
    }
}
