package dev.firebreak.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documents tell people to write is valid. */
class DocumentedExamplesTest {
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void theFirstRunbookAndMappingAreValid() throws IOException {
        String readme = Files.readString(Path.of("../runbooks/README.md"));
        List<String> examples =
                EXAMPLE.matcher(readme).results().map(found -> found.group(1)).toList();

        assertThat(examples).hasSize(3);
        Catalog catalog = Folders.load(Folders.write(
                folder,
                "shop/system.yaml",
                examples.get(0),
                "shop/cache.yaml",
                examples.get(1),
                "uptime.yaml",
                examples.get(2)));
        assertThat(catalog.runbook("shop", "cache")).isPresent();
        assertThat(catalog.mappings().find("uptime")).isPresent();
    }

    /** Each example is a file, named in its first line; one of the same name takes its place. */
    @Test
    void everyExampleOfTheLessonIsValidWhereItStands() throws IOException {
        String lesson = Files.readString(Path.of("../docs/runbooks.md"));
        List<String> examples =
                EXAMPLE.matcher(lesson).results().map(found -> found.group(1)).toList();

        assertThat(examples).hasSize(8);
        for (String example : examples) {
            String file = example.lines().findFirst().orElseThrow().replaceFirst("^# ", "");
            assertThat(file).endsWith(".yaml");
            Folders.load(Folders.write(folder, file, example));
        }
        Catalog catalog = Folders.load(folder);
        assertThat(catalog.runbooks())
                .extracting(runbook -> runbook.ref().name())
                .containsExactly("cache", "many-errors", "outage");
        assertThat(catalog.checklists()).hasSize(1);
    }

    @Test
    void theErrorOfTheLessonIsTheErrorThatIsTold() throws IOException {
        String lesson = Files.readString(Path.of("../docs/runbooks.md"));
        List<String> examples =
                EXAMPLE.matcher(lesson).results().map(found -> found.group(1)).toList();
        Folders.write(folder, "shop/system.yaml", examples.get(2));

        Folders.write(folder, "shop/cache.yaml", examples.get(3).replaceFirst("target: cache", "target: cahce"));

        var result = (CatalogResult.Invalid) CatalogLoader.standard().load(folder);
        assertThat(result.problems())
                .singleElement()
                .satisfies(problem -> assertThat(lesson).contains(problem.toString()));
    }
}
