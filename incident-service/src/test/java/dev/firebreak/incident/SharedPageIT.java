package dev.firebreak.incident;

import static dev.firebreak.incident.Harness.SOON;
import static dev.firebreak.incident.Remediations.fact;
import static dev.firebreak.incident.Remediations.remediation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.RemediationState;
import dev.firebreak.model.wire.Wire;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is drawn once for several people, and what of a page is drawn again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedPageIT {
    @SuppressWarnings("NullAway.Init")
    private Harness firebreak;

    @SuppressWarnings("NullAway.Init")
    private Console ray;

    @SuppressWarnings("NullAway.Init")
    private Console admin;

    @BeforeAll
    void start() {
        firebreak = new Harness();
        ray = Console.loggedIn(firebreak, "ray", "always-on-call");
        admin = Console.loggedIn(firebreak, "admin", Harness.PASSWORD);
    }

    @AfterAll
    void stop() {
        firebreak.close();
    }

    @Test
    void whatHappensNowIsSharedByThoseWhoMayDoTheSameAndNothingOfOnePersonIsInIt() {
        Incident incident = firebreak.open("Asked", "web");
        Remediation waiting = remediation(incident, UUID.randomUUID(), RemediationState.AWAITING_APPROVAL);
        firebreak.send(Wire.of(fact(1, new RemediationEvent.Started("started"), waiting)));
        String approve = "data-api=\"/api/remediations/" + waiting.id() + "/approve\"";
        Console vera = Console.loggedIn(firebreak, "vera", "look-but-not-touch");
        await().atMost(SOON).untilAsserted(() -> assertThat(ray.text("/now")).contains(approve));

        for (int i = 0; i < 5; i++) {
            List<String> pages = Stream.of(ray, vera, admin)
                    .map(who -> CompletableFuture.supplyAsync(() -> who.text("/now")))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
            assertThat(pages.get(0)).contains(approve, user("ray")).doesNotContain(user("admin"), user("vera"));
            assertThat(pages.get(1))
                    .contains("A responder can answer.", user("vera"))
                    .doesNotContain(approve, user("ray"), user("admin"));
            assertThat(pages.get(2)).contains(approve, user("admin")).doesNotContain(user("ray"), user("vera"));
        }

        // Each was given the mark that goes with their own cookie.
        String note = "/api/incidents/" + incident.number() + "/notes";
        assertThat(ray.command("POST", note, "{\"text\": \"by ray\"}").statusCode())
                .isEqualTo(200);
        assertThat(admin.command("POST", note, "{\"text\": \"by admin\"}").statusCode())
                .isEqualTo(200);
    }

    private static String user(String name) {
        return "<span class=\"who\"><span>" + name + "</span></span>";
    }

    @Test
    void anOpenPageThatReadsItselfAgainIsGivenWhatItShowsAndHowItAllStands() {
        Incident incident = firebreak.open("Renewed", "web");

        for (String path : List.of("/now", "/incidents/" + incident.number(), "/automation", "/delivery", "/access")) {
            HttpResponse<String> answer = admin.renewal(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.headers().allValues("Vary")).as(path).contains("HX-Request");
            String body = answer.body();
            assertThat(body)
                    .as(path)
                    .doesNotContain("<head", "data-title", "<script", "<nav", "_csrf", "name=\"csrf\"");
            assertThat(elements(body, "live", "state")).as(path).containsExactly("live", "state");
            assertThat(elements(admin.text(path), "live", "state")).as(path).containsExactly("live", "state");
            assertThat(body).as(path).contains(user("admin"), "data-urgent=\"");
        }
        assertThat(ray.renewal("/now").body()).contains("Renewed", user("ray")).doesNotContain(user("admin"));
        String restored = ray.send(
                        ray.request("/now").header("HX-Request", "true").header("HX-History-Restore-Request", "true"))
                .body();
        assertThat(restored).contains("<head", "Renewed");
    }

    /** Those of these ids that are in the page, once for each time, in alphabetical order. */
    private static List<String> elements(String page, String... ids) {
        return Pattern.compile("<\\w+ (?:[^>]*\\s)?id=\"(" + String.join("|", ids) + ")\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .sorted()
                .toList();
    }
}
