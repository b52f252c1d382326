package dev.firebreak.notifier.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.model.incident.IncidentState;
import dev.firebreak.model.incident.Receiver;
import dev.firebreak.notifier.Incidents;
import dev.firebreak.notifier.message.Golden;
import dev.firebreak.notifier.message.Messages;
import dev.firebreak.notifier.obligation.Transition;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class LetterTest {
    private static final Receiver RECEIVER = new Receiver.Mail("team", List.of("team@example.com"));
    private static final URI CONSOLE = URI.create("https://firebreak.example/");

    @Test
    void isReadInAnyMailProgram() throws IOException {
        Letter letter = letter(Transition.Kind.OPENED, "app.voiceaitraining.com does not answer");

        assertThat(letter.subject()).isEqualTo("[P0] #12 app.voiceaitraining.com does not answer");
        Golden.text("mail-opened.txt", letter.text());
        Golden.text("mail-opened.html", letter.html());
    }

    @Test
    void answersTheFirstOneOfItsIncident() {
        Letter first = letter(Transition.Kind.OPENED, "Down");
        Letter last = Letter.of(
                Messages.bundle(
                        Transition.Kind.RESOLVED,
                        null,
                        RECEIVER,
                        Incidents.in(IncidentState.RESOLVED, Incidents.titled("Down", Incidents.incident()))),
                CONSOLE,
                "example.com");

        assertThat(first.answers()).isNull();
        assertThat(last.answers()).isEqualTo(first.id());
        assertThat(last.id()).isNotEqualTo(first.id());
        assertThat(last.subject()).isEqualTo("Re: " + first.subject());
    }

    @Test
    void takesOthersWordsForWordsOnly() {
        Letter letter = letter(Transition.Kind.OPENED, "<script>alert(1)</script>\r\nBcc: all@example.com & \"x\"");

        assertThat(letter.html()).doesNotContain("<script>").contains("&lt;script&gt;");
        assertThat(letter.subject()).doesNotContain("\r", "\n");
    }

    private static Letter letter(Transition.Kind kind, String title) {
        return Letter.of(
                Messages.bundle(kind, null, RECEIVER, Incidents.titled(title, Incidents.incident())),
                CONSOLE,
                "example.com");
    }
}
