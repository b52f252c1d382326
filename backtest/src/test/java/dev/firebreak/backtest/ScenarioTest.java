package dev.firebreak.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.catalog.CatalogLoader;
import dev.firebreak.catalog.CatalogResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioTest {
    @TempDir
    Path folder;

    private Scenario scenario(String yaml) throws IOException {
        return ScenarioFile.read(Files.writeString(folder.resolve("scenario.yaml"), yaml));
    }

    @Test
    void tellsTheStoryAndWhoIsToldNothingOnceItIsAcknowledged() throws IOException {
        String events = "events: [{at: 0m, alert: Strange, service: mail}%s]\nuntil: 20m\n";
        List<String> story = new ArrayList<>();

        Outcome alone = scenario(events.formatted("")).tell(Recording.catalog("baseline"), story::add);
        Outcome answered = scenario(events.formatted(", {at: 2m, acknowledge: 1, by: ada}"))
                .tell(Recording.catalog("baseline"), _ -> {});

        assertThat(alone.pages()).isEqualTo(2);
        assertThat(answered.pages()).isEqualTo(1);
        assertThat(story).first().isEqualTo("2026-01-05T09:00:00Z  Strange on mail fires");
        assertThat(story).anyMatch(line -> line.endsWith("tells PagerDuty on-call: opened"));
    }

    @Test
    void theDocumentsExampleRunsOverTheCatalogueOfTheFiveSystems() throws IOException {
        String document = Files.readString(Path.of("../docs/backtest.md"));
        int begin = document.indexOf("```yaml") + "```yaml\n".length();
        Scenario example = scenario(document.substring(begin, document.indexOf("```", begin)));
        CatalogResult runbooks = CatalogLoader.standard().load(Path.of("../runbooks"));
        assertThat(runbooks).isInstanceOf(CatalogResult.Loaded.class);

        Outcome outcome = example.tell(((CatalogResult.Loaded) runbooks).catalog(), _ -> {});

        assertThat(outcome)
                .extracting(Outcome::incidents, Outcome::pages, Outcome::done)
                .containsExactly(1L, 1L, 1L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "events: []                                          | has no events",
                "event: []                                           | has no 'event': one of [approved, bad, events",
                "events: [{at: soon, alert: A}]                      | is no time such as 90s or 5m",
                "events: [{alert: A, severity: bad}]                 | no severity 'bad': one of critical",
                "events: [{acknowledge: me}]                         | takes the number of an incident",
                "events: [{at: 1m}]                                  | none of alert: NAME",
                "events: [3]                                         | event 1 is a mapping",
                "'events: ['                                         | cannot be read"
            })
    void saysWhatIsWrong(String yaml, String words) {
        assertThatThrownBy(() -> scenario(yaml))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining(words);
    }
}
