package dev.firebreak.notifier.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.model.incident.Incident;
import dev.firebreak.notifier.Incidents;
import dev.firebreak.notifier.obligation.Transition;
import java.net.URI;
import org.junit.jupiter.api.Test;

class RenderingTest {
    private static final URI CONSOLE = URI.create("https://firebreak.example/");

    @Test
    void namesEveryIncidentOfAStormInOneMessage() {
        Incident first = Incidents.incident();
        Incident second = Incidents.titled("api.voiceaitraining.com does not answer", Incidents.incident());

        News news = News.of(Messages.bundle(Transition.Kind.OPENED, null, Incidents.PAGER, first, second), CONSOLE);

        assertThat(news.headline()).isEqualTo("2 incidents on web (voiceaitraining)");
        assertThat(news.facts())
                .extracting(News.Fact::text)
                .containsExactly(
                        "[P0] app.voiceaitraining.com does not answer", "[P0] api.voiceaitraining.com does not answer");
    }

    @Test
    void leavesNothingInvisibleInWhatOthersWrote() {
        String line = Text.line("a\u202Eb\u0000c\r\nBcc: x", 100);

        assertThat(line).isEqualTo("a b c Bcc: x");
    }

    @Test
    void cutsNoCharacterInTwo() {
        assertThat(Text.cut("🔥".repeat(5), 4)).isEqualTo("🔥…");
    }
}
