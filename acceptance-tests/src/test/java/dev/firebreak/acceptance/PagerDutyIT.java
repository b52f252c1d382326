package dev.firebreak.acceptance;

import static dev.firebreak.acceptance.RunningFirebreak.SOON;
import static dev.firebreak.acceptance.RunningFirebreak.items;
import static dev.firebreak.acceptance.ThreeSystemsIT.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** What is written down or handed over on one side is so on the other, once, though PagerDuty tells us of our own doing. */
class PagerDutyIT {
    @RegisterExtension
    static final RunningFirebreak FIREBREAK = new RunningFirebreak();

    @Test
    void carriesNotesBothWaysOnceThoughAnAnswerIsLost() {
        FIREBREAK.deliver(FIREBREAK.webhook("prometheus", alert("DataBreach", "voiceaitraining", "web")));
        String incident = FIREBREAK.awaitIncident("security-or-payments");
        await().atMost(SOON).until(() -> FIREBREAK.pages(incident).size() == 1);
        FIREBREAK.sandbox().put("/faults/pagerduty", Map.of("kind", "lose", "path", "/notes"));

        FIREBREAK.api().post("/api/incidents/" + incident + "/notes", Map.of("text", "the keys are changed"));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(noted(incident))
                        .singleElement()
                        .asString()
                        .matches("Firebreak #\\d+/\\d+, admin \\(api\\): the keys are changed"));
        FIREBREAK
                .sandbox()
                .post(
                        "/pagerduty/people",
                        Map.of("does", "note", "incident", incident, "text", "customers are told", "user", "Robin"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(notes(incident))
                        .satisfiesExactly(
                                ours -> assertThat(ours).contains("the keys are changed"),
                                theirs -> assertThat(theirs).contains("Robin", "customers are told")));
        assertThat(noted(incident)).hasSize(2);
    }

    @Test
    void carriesTheOwnerBothWaysAndAnEscalationToTheNextLevel() {
        FIREBREAK.deliver(FIREBREAK.webhook("prometheus", alert("SecurityBreach", "vocavision", "vocavision")));
        String incident = FIREBREAK.awaitIncident("security-breach");
        await().atMost(SOON).until(() -> FIREBREAK.pages(incident).size() == 1);
        String address = "/api/incidents/" + incident;

        FIREBREAK.api().post(address + "/assign", Map.of("to", "Kim", "mail", "kim.doe@example.com"));
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(page(incident).at("/assignee/name").asString(""))
                                .isEqualTo("Kim Doe"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(noted(incident))
                        .singleElement()
                        .asString()
                        .endsWith("admin (api): handed it over to Kim"));

        FIREBREAK
                .sandbox()
                .post(
                        "/pagerduty/people",
                        Map.of("does", "reassign", "incident", incident, "text", "lee@example.com", "user", "Robin"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(FIREBREAK
                                .incident(incident)
                                .at("/assignedTo/name")
                                .asString(""))
                        .isEqualTo("Lee"));

        FIREBREAK.api().post(address + "/escalate", Map.of("reason", "needs somebody else"));
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(page(incident).path("level").asInt()).isEqualTo(2));
        assertThat(told(incident, "assigned")) // none of them an echo
                .extracting(entry -> entry.path("actor").path("name").asString())
                .containsExactly("admin", "Robin");
    }

    private static JsonNode page(String incident) {
        return FIREBREAK.pages(incident).getFirst();
    }

    /** On PagerDuty's incident. */
    private static List<String> noted(String incident) {
        return items(FIREBREAK.pages(incident).getFirst().path("notes"))
                .map(note -> note.path("content").asString())
                .toList();
    }

    /** In the timeline here, the oldest first. */
    private static List<String> notes(String incident) {
        return told(incident, "noteAdded").stream().map(Object::toString).toList();
    }

    private static List<JsonNode> told(String incident, String what) {
        return items(FIREBREAK
                        .api()
                        .get("/api/incidents/" + incident + "/timeline")
                        .path("items"))
                .filter(entry -> entry.path("type").asString().contains(what))
                .toList();
    }
}
