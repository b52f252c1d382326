package dev.firebreak.notifier.slack.slash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.notifier.slack.slash.Slash.About;
import dev.firebreak.notifier.slack.slash.Slash.Automation;
import dev.firebreak.notifier.slack.slash.Slash.Verb;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlashTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "acknowledge \"Site down - investigating\"",
                "ACK “Site down - investigating”",
                "  acknowledge   Site down - investigating  "
            })
    void takesWhatIsSaidWithAndWithoutQuotes(String typed) {
        assertThat(Slash.parse(typed))
                .isEqualTo(new About(Verb.ACKNOWLEDGE, OptionalLong.empty(), "Site down - investigating"));
    }

    @Test
    void takesANumber() {
        assertThat(Slash.parse("resolve #12 cache warmed"))
                .isEqualTo(new About(Verb.RESOLVE, OptionalLong.of(12), "cache warmed"));
        assertThat(Slash.parse("status 7")).isEqualTo(new About(Verb.STATUS, OptionalLong.of(7), ""));
        assertThat(Slash.parse("page #3")).isEqualTo(new About(Verb.PAGE, OptionalLong.of(3), ""));
        assertThat(Slash.parse("note #3 5xx again")).isEqualTo(new About(Verb.NOTE, OptionalLong.of(3), "5xx again"));
        assertThat(Slash.parse("note 5xx again")).isEqualTo(new About(Verb.NOTE, OptionalLong.empty(), "5xx again"));
    }

    @Test
    void readsWhatSlackMakesOfNames() {
        assertThat(Slash.parse(
                        "note #3 asked <@U0ADA0001|ada> in <#C0OPS|ops>, see <https://a.example/x?y=1|a.example>"))
                .isEqualTo(new About(Verb.NOTE, OptionalLong.of(3), "asked @ada in #ops, see a.example"));
        assertThat(Slash.parse("note #3 <@U0ADA0001> and <!subteam^S1|@on-call> know <https://a.example>"))
                .isEqualTo(new About(Verb.NOTE, OptionalLong.of(3), "@U0ADA0001 and @on-call know https://a.example"));
        assertThat(Slash.parse("assign #3 <@U0ADA0001|ada> \"your turn\""))
                .isEqualTo(new About(Verb.ASSIGN, OptionalLong.of(3), "<@U0ADA0001|ada> \"your turn\""));
        assertThat(Mention.first("<@U0ADA0001|ada> \"your turn\"")).contains(new Mention("U0ADA0001", "\"your turn\""));
        assertThat(Mention.first("ada")).isEmpty();
    }

    @Test
    void pausesAndResumesAutomationWithScopeAndReason() {
        assertThat(Slash.parse("automation pause release day"))
                .isEqualTo(new Automation(true, "global", "release day"));
        assertThat(Slash.parse("automation resume service:shop/web \"all good\""))
                .isEqualTo(new Automation(false, "service:shop/web", "all good"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "note",
                "note #12",
                "automation",
                "automation pause",
                "automation pause system:shop",
                "frobnicate",
                "!"
            })
    void saysWhatIsMissing(String typed) {
        assertThat(Slash.parse(typed))
                .isInstanceOfSatisfying(
                        Slash.NotUnderstood.class,
                        it -> assertThat(it.problem()).contains("/incident"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "help", "HELP me"})
    void helps(String typed) {
        assertThat(Slash.parse(typed)).isInstanceOf(Slash.Help.class);
    }

    @Test
    void takesNoEndlessNumberForOne() {
        assertThat(Slash.parse("ack " + "9".repeat(40)))
                .isEqualTo(new About(Verb.ACKNOWLEDGE, OptionalLong.empty(), "9".repeat(40)));
    }
}
