package dev.firebreak.notifier.teams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.Receiver;
import dev.firebreak.notifier.Incidents;
import dev.firebreak.notifier.message.Golden;
import dev.firebreak.notifier.message.Messages;
import dev.firebreak.notifier.message.News;
import dev.firebreak.notifier.obligation.Transition;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdaptiveCardTest {
    private static final Receiver RECEIVER = new Receiver.Teams("team", "team-url");

    @Test
    void looksAsItShould() throws IOException {
        Golden.json(
                "teams-escalated",
                rendered(Transition.Kind.ESCALATED, "Nobody has acknowledged.", Incidents.incident()));
        Golden.json(
                "teams-digest",
                rendered(
                        Transition.Kind.OPENED,
                        null,
                        Incidents.incident(),
                        Incidents.titled("Other", Incidents.incident())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"@everyone [Approve](https://evil.example) **b** <@123>", "漢字🔥\u202E\u0000"})
    void leavesNoMarkupOfOthersAlive(String hostile) {
        String all =
                rendered(Transition.Kind.OPENED, hostile, Incidents.titled(hostile.repeat(200), Incidents.incident()));

        assertThat(all).doesNotContain("[Approve](", " **b", "\u202E").hasSizeLessThan(25_000);
    }

    private static String rendered(Transition.Kind kind, @Nullable String words, Incident... incidents) {
        return AdaptiveCard.of(
                News.of(Messages.bundle(kind, words, RECEIVER, incidents), URI.create("https://firebreak.example/")));
    }
}
