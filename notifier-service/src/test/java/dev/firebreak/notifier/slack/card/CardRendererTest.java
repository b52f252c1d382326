package dev.firebreak.notifier.slack.card;

import static dev.firebreak.notifier.Incidents.after;
import static dev.firebreak.notifier.Incidents.due;
import static dev.firebreak.notifier.Incidents.in;
import static dev.firebreak.notifier.Incidents.incident;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonParser;
import dev.firebreak.model.incident.Assignee;
import dev.firebreak.model.incident.Due;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentState;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationState;
import dev.firebreak.model.remediation.Step;
import dev.firebreak.model.remediation.StepKind;
import dev.firebreak.model.remediation.StepStatus;
import dev.firebreak.notifier.Incidents;
import dev.firebreak.notifier.Remediations;
import dev.firebreak.notifier.delivery.Bundling;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CardRendererTest {
    private static final CardRenderer RENDERER = new CardRenderer(URI.create("https://firebreak.example/"));
    private static final Path PICTURES = Path.of("../docs/images/cards");
    private static final Path GOLDENS = Path.of("src/test/resources/notifier-service/cards");

    static Stream<Map.Entry<String, CardSubject>> states() {
        Incident triggered = due(new Due(Due.What.ESCALATE, after(5), List.of("on-call", "team-lead")), incident());
        Incident acknowledged = due(new Due(Due.What.UPDATE, after(31)), in(IncidentState.ACKNOWLEDGED, incident()));
        Incident mitigated = in(IncidentState.MITIGATED, incident());
        Incident resolved = in(IncidentState.RESOLVED, incident());
        return Stream.of(
                Map.entry("triggered", new CardSubject(triggered, List.of())),
                Map.entry("acknowledged", new CardSubject(acknowledged, List.of())),
                Map.entry(
                        "approval-wanted",
                        new CardSubject(acknowledged, List.of(Remediations.awaitingApproval(acknowledged)))),
                Map.entry(
                        "needs-person", new CardSubject(acknowledged, List.of(Remediations.needsPerson(acknowledged)))),
                Map.entry(
                        "automation-ended",
                        new CardSubject(acknowledged, List.of(Remediations.succeeded(acknowledged)))),
                Map.entry("mitigated", new CardSubject(mitigated, List.of(Remediations.succeeded(mitigated)))),
                Map.entry("resolved", new CardSubject(resolved, List.of(Remediations.succeeded(resolved)))));
    }

    /** Run with -Dgoldens=write to take the cards as they are now, and read the difference. */
    @ParameterizedTest
    @MethodSource("states")
    void looksAsItDid(Map.Entry<String, CardSubject> state) throws IOException {
        Card card = RENDERER.render(state.getValue());
        String shown = card.text() + "\n"
                + new GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .create()
                        .toJson(JsonParser.parseString(card.blocks()))
                + "\n";
        Path golden = GOLDENS.resolve(state.getKey() + ".txt");
        if ("write".equals(System.getProperty("goldens"))) {
            Files.createDirectories(GOLDENS);
            Files.writeString(golden, shown);
        }

        assertThat(shown).isEqualTo(Files.readString(golden));
        BlockLimits.check(card);
    }

    /** Written with the goldens, so that the docs show what is sent. */
    @ParameterizedTest
    @MethodSource("states")
    void isPicturedInTheDocs(Map.Entry<String, CardSubject> state) throws IOException {
        String picture = CardPicture.of(RENDERER.render(state.getValue()));
        Path file = PICTURES.resolve(state.getKey() + ".svg");
        if ("write".equals(System.getProperty("goldens"))) {
            Files.createDirectories(PICTURES);
            Files.writeString(file, picture);
        }

        assertThat(picture).isEqualTo(Files.readString(file));
    }

    @ParameterizedTest
    @CsvSource({"ACKNOWLEDGE,acknowledge it", "RESPOND,respond", "UPDATE,say how it goes"})
    void saysWhatMustBeDoneUntilWhen(Due.What what, String words) {
        Incident incident = due(new Due(what, after(5)), incident());

        Card card = RENDERER.render(new CardSubject(incident, List.of()));

        assertThat(card.blocks())
                .contains("*Deadline:* " + Mrkdwn.time(after(5)) + ", until then somebody must " + words + ".");
    }

    @Test
    void isTheSameForTheSameSubject() {
        CardSubject subject = new CardSubject(incident(), List.of(Remediations.awaitingApproval(incident())));

        assertThat(RENDERER.render(subject).hash())
                .isEqualTo(RENDERER.render(subject).hash());
    }

    @Test
    void showsAHomeWithinTheLimitsHoweverMuchIsOpen() {
        Incident taken = Incidents.titled("🔥".repeat(500), in(IncidentState.ACKNOWLEDGED, incident()));
        var entry = new HomeRenderer.Entry(
                new CardSubject(taken, List.of(Remediations.awaitingApproval(taken))), "slack:U0RESPONDER");

        var handedOver = new HomeRenderer.Entry(
                new CardSubject(Incidents.handedTo(new Assignee("Kim", "kim@example.com"), taken), List.of()), null);

        var full =
                HomeRenderer.render("slack:U0RESPONDER", new Assignee("Robin", null), Collections.nCopies(100, entry));
        var others = HomeRenderer.render("slack:U0OTHER", new Assignee("Kim", null), List.of(entry));
        var given = HomeRenderer.render("slack:U0OTHER", new Assignee("Kim", null), List.of(handedOver));

        assertThat(full.getBlocks()).hasSizeLessThanOrEqualTo(100);
        BlockLimits.checkEach(Card.of("home", full.getBlocks()));
        assertThat(Card.of("home", others.getBlocks()).blocks())
                .contains("Nothing. What you acknowledge, take over or are given is here.");
        assertThat(Card.of("home", given.getBlocks()).blocks())
                .contains("Take over")
                .doesNotContain("Nothing. What you");
    }

    @Test
    void keepsNoDeadButtons() {
        Incident resolved = in(IncidentState.RESOLVED, incident());

        Card card = RENDERER.render(new CardSubject(resolved, List.of(Remediations.awaitingApproval(resolved))));

        assertThat(card.blocks()).doesNotContain("action_id");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void staysHarmlessAndWithinTheLimits(String text) {
        Incident incident =
                due(new Due(Due.What.ESCALATE, after(5), List.of(text, text)), Incidents.titled(text, incident()));
        List<Step> steps = IntStream.range(0, 40)
                .mapToObj(i -> Remediations.step(text, StepKind.ACTION, text, StepStatus.FAILED, text))
                .toList();
        List<Step> manual =
                Collections.nCopies(40, Remediations.step(text, StepKind.MANUAL, text, StepStatus.OPEN, text));
        Remediation remediation = Remediations.remediation(
                incident,
                RemediationState.NEEDS_PERSON,
                Stream.concat(steps.stream(), manual.stream()).toList());

        Card card = RENDERER.render(new CardSubject(incident, List.of(remediation)));

        BlockLimits.check(card);
        assertThat(BlockLimits.markdown(card)).doesNotContain("<!channel>", "<!here>", "<@U", "<https://evil");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void namesManyWithinTheLimits(String text) {
        Card bundle = BundleRenderer.render(Collections.nCopies(Bundling.MOST, Incidents.titled(text, incident())));

        BlockLimits.check(bundle);
        assertThat(BlockLimits.markdown(bundle)).doesNotContain("<!channel>", "<!here>", "<@U", "<https://evil");
    }

    static Stream<String> hostile() {
        return Stream.of(
                "<!channel> <!here> <@U12345> <https://evil.example|Approve> & `code` *bold*",
                "`".repeat(400),
                "&<>".repeat(5000),
                "🔥".repeat(5000),
                "a\u202Eb\u0000c\nd\r\n\t" + "e".repeat(10_000),
                "\uD83D lone " + "ÄÖÜ漢字".repeat(2000));
    }
}
