package dev.firebreak.incident.postmortem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MarkdownTest {
    @Test
    void textsFromOutsideMeanNothingInIt() {
        assertThat(Markdown.plain("<script>*x*</script> | [a](http://b)\n# big `code`"))
                .isEqualTo("&lt;script&gt;\\*x\\*&lt;/script&gt; \\| \\[a\\](http://b) \\# big \\`code\\`");
    }

    @Test
    void tellsDurationsInTheUnitsThatMatter() {
        assertThat(Markdown.duration(Duration.ofSeconds(40))).isEqualTo("40s");
        assertThat(Markdown.duration(Duration.ofSeconds(125))).isEqualTo("2m 5s");
        assertThat(Markdown.duration(Duration.ofMinutes(125))).isEqualTo("2h 5m");
        assertThat(Markdown.duration(Duration.ofSeconds(-3))).isEqualTo("0s");
    }
}
