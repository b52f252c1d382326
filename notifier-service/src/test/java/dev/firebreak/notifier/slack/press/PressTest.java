package dev.firebreak.notifier.slack.press;

import static dev.firebreak.notifier.Incidents.ROBIN;
import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.util.json.GsonFactory;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.Assignee;
import dev.firebreak.notifier.slack.modal.Modal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.reactive.function.client.WebClient;

class PressTest {
    private static final Instant NOON = Instant.parse("2026-02-01T12:00:00Z");
    private static final String ID = "0197f000-0000-7000-8000-000000000001";

    @Test
    void isTheSameCommandHoweverOftenItComes() {
        Command first = press("approve", ID + "/" + ID + "/" + ID, "1.1")
                .command(ROBIN, PressTest::themselves, NOON)
                .orElseThrow();
        Command second = press("approve", ID + "/" + ID + "/" + ID, "1.1")
                .command(ROBIN, PressTest::themselves, NOON.plusSeconds(9))
                .orElseThrow();
        Command pressedAgain = press("approve", ID + "/" + ID + "/" + ID, "2.2")
                .command(ROBIN, PressTest::themselves, NOON)
                .orElseThrow();

        assertThat(second.id()).isEqualTo(first.id()).isNotEqualTo(pressedAgain.id());
        assertThat(first.id().value().version()).isEqualTo(8);
    }

    @Test
    void takesItOverAsThePersonThatSlackKnows() {
        assertThat(press("take", ID, "1").command(ROBIN, PressTest::themselves, NOON))
                .get()
                .isInstanceOfSatisfying(
                        Command.AssignIncident.class,
                        it -> assertThat(it.to()).isEqualTo(new Assignee("Robin", "robin@example.com")));
    }

    @Test
    void knowsOnlyItsOwnButtonsAndValues() {
        assertThat(press("acknowledge", ID, "1").command(ROBIN, PressTest::themselves, NOON))
                .isPresent();
        assertThat(press("acknowledge", "INC-42", "1").command(ROBIN, PressTest::themselves, NOON))
                .isEmpty();
        assertThat(press("approve", ID, "1").command(ROBIN, PressTest::themselves, NOON))
                .isEmpty();
        assertThat(press("approve", ID + "//", "1").command(ROBIN, PressTest::themselves, NOON))
                .isEmpty();
        assertThat(press("delete", ID, "1").command(ROBIN, PressTest::themselves, NOON))
                .isEmpty();
    }

    @Test
    void keepsTheAddressOfTheAnswerToItself() {
        assertThat(press("resolve", ID, "1").toString()).doesNotContain("hooks");
    }

    @Test
    void answersOnlyWhereSlackAnswers() {
        PrivateAnswers slack = new PrivateAnswers(WebClient.create(), URI.create("https://slack.com/api/"));
        PrivateAnswers standIn = new PrivateAnswers(WebClient.create(), URI.create("http://127.0.0.1:8090/slack/api/"));

        assertThat(slack.allowed("https://hooks.slack.com/actions/T/1/x")).isNotNull();
        assertThat(slack.allowed("http://hooks.slack.com/actions")).isNull();
        assertThat(slack.allowed("https://hooks.slack.com.evil.example/x")).isNull();
        assertThat(slack.allowed("https://x@hooks.slack.com/x")).isNull();
        assertThat(slack.allowed("http://169.254.169.254/latest")).isNull();
        assertThat(slack.allowed("https://slack.com/x")).isNull();
        assertThat(standIn.allowed("http://127.0.0.1:8090/slack/response/1")).isNotNull();
        assertThat(standIn.allowed("http://127.0.0.1:5432/")).isNull();
    }

    /** Recorded samples, when they lie next to the checkout: none may break us, none is a button of ours. */
    @ParameterizedTest
    @MethodSource("samples")
    void readsEverySampleOfAPress(Path sample) throws IOException {
        var payload = GsonFactory.createSnakeCase().fromJson(Files.readString(sample), BlockActionPayload.class);

        assertThat(Press.of(payload).command(ROBIN, PressTest::themselves, NOON))
                .isEqualTo(Optional.empty());
    }

    static Stream<Path> samples() {
        Path folder = Path.of("..", "..", "shared", "payloads", "slack");
        if (!Files.isDirectory(folder)) {
            return Stream.of(Path.of("src/test/resources/notifier-service/block_actions.json"));
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("block_actions")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void knowsEveryButton() {
        String three = ID + "/" + ID + "/" + ID;
        assertThat(press("escalate", ID, "1").command(ROBIN, PressTest::themselves, NOON))
                .containsInstanceOf(Command.EscalateIncident.class);
        assertThat(press("run", ID, "1").command(ROBIN, PressTest::themselves, NOON))
                .containsInstanceOf(Command.RunRunbook.class);
        assertThat(press("cancel", ID + "/" + ID, "1").command(ROBIN, PressTest::themselves, NOON))
                .containsInstanceOf(Command.CancelRemediation.class);
        assertThat(press("reject", three, "1").command(ROBIN, PressTest::themselves, NOON))
                .containsInstanceOf(Command.RejectStep.class);
        assertThat(press("tick", ID + "/" + ID + "/tell/all", "1").command(ROBIN, PressTest::themselves, NOON))
                .hasValueSatisfying(command ->
                        assertThat(((Command.TickStep) command).step()).isEqualTo("tell/all"));
        assertThat(press("resolve", ID, "1").modal()).contains(Modal.RESOLVE);
        assertThat(press("silence", ID, "1").modal()).contains(Modal.SILENCE);
        assertThat(press("note", ID, "1").modal()).contains(Modal.NOTE);
        assertThat(press("acknowledge", ID, "1").modal()).isEmpty();
    }

    private static Press press(String action, String value, String at) {
        return new Press(
                "U1",
                "robin",
                action,
                value,
                "1769947200.000001",
                "1.2.trigger",
                at,
                "https://hooks.slack.com/actions/x");
    }

    private static Assignee themselves() {
        return new Assignee("Robin", "robin@example.com");
    }
}
