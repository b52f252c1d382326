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

/** What is written down on one side is read on the other, once, though PagerDuty tells us of our own notes, too. */
class PagerDutyIT {
    @RegisterExtension
    static final RunningFirebreak FIREBREAK = new RunningFirebreak();

    @Test
    void carriesNotesBothWaysOnceThoughAnAnswerIsLost() {
        FIREBREAK
                .webhook("prometheus", alert("DataBreach", "voiceaitraining", "web"))
                .sendTo(FIREBREAK.ingest());
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

    /** On PagerDuty's incident. */
    private static List<String> noted(String incident) {
        return items(FIREBREAK.pages(incident).getFirst().path("notes"))
                .map(note -> note.path("content").asString())
                .toList();
    }

    /** In the timeline here, the oldest first. */
    private static List<String> notes(String incident) {
        return items(FIREBREAK
                        .api()
                        .get("/api/incidents/" + incident + "/timeline")
                        .path("items"))
                .filter(entry -> entry.path("type").asString().contains("noteAdded"))
                .map(Object::toString)
                .toList();
    }
}
