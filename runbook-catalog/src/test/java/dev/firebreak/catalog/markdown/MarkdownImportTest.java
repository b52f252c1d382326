package dev.firebreak.catalog.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.model.remediation.StepMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents in the styles that teams write in, and what comes of them to the letter. */
class MarkdownImportTest {
    private static final Path SYSTEMS = Path.of("../../shared/systems");

    /** Labels of parts, which are said by the order of the steps. */
    private static final Set<String> LABELS = Set.of(
            "resolution",
            "response",
            "solution",
            "steps",
            "troubleshooting",
            "diagnosis",
            "mitigation",
            "immediate",
            "actions",
            "process",
            "behebung",
            "maßnahmen",
            "symptoms",
            "recovery",
            "procedure");

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> files = Files.list(Documents.FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream();
        }
    }

    static Stream<Path> teams() throws IOException {
        if (!Files.isDirectory(SYSTEMS)) {
            return Stream.of(SYSTEMS);
        }
        try (Stream<Path> files = Files.list(SYSTEMS)) {
            return files.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void becomesWhatItBecameBefore(Path document) throws IOException {
        String printed = Documents.printed(Documents.imported(document));
        Path golden = Documents.FOLDER.resolve(
                "golden/" + document.getFileName().toString().replace(".md", ".txt"));
        if (Boolean.getBoolean("firebreak.regenerate")) {
            Files.writeString(golden, printed);
        }

        assertThat(printed).isEqualTo(Documents.read(golden));
    }

    @ParameterizedTest
    @CsvSource({
        // levels, thresholds, rules, escalations, runbooks, checks, actions, manual steps, checklists, notes
        "bold-headings.md, 3 0 0 0 2 2 1 4 1 2",
        "code-first.md, 4 0 0 0 3 5 4 2 0 1",
        "emoji.md, 3 0 0 0 2 1 1 4 1 2",
        "german.md, 3 2 0 3 2 2 1 3 1 4",
        "nested-lists.md, 3 0 0 0 2 1 2 5 1 2",
        "no-severity.md, 4 0 0 0 2 0 1 6 0 2",
        "prose.md, 4 0 0 0 0 0 0 0 0 1",
        "tables.md, 3 3 2 2 2 3 1 3 1 4",
        "wiki-export.md, 2 0 1 0 1 1 1 2 0 4",
    })
    void recognisesAllThatIsThere(String document, String counts) {
        MarkdownImport imported = Documents.imported(Documents.FOLDER.resolve(document));

        assertThat(counted(imported)).as(Documents.printed(imported)).isEqualTo(counts);
    }

    @ParameterizedTest
    @CsvSource({
        "algorhythmic.md, 4 5 3 4 9 3 1 31 3 24",
        "jobsheet-qa.md, 4 0 0 5 6 0 0 35 5 9",
        "treinx.md, 4 0 0 0 6 1 0 21 3 23",
        "vocavision.md, 4 6 5 0 13 9 4 53 7 34",
        "voiceaitraining.md, 4 5 0 0 11 3 3 58 4 24",
    })
    void andInTheTeamsDocumentsWhereTheyLie(String document, String counts) {
        Assumptions.assumeTrue(Files.isRegularFile(SYSTEMS.resolve(document)), "no such document beside the project");
        MarkdownImport imported = Documents.imported(SYSTEMS.resolve(document));

        assertThat(counted(imported)).isEqualTo(counts);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void validatesAtOnceAndLosesNothing(Path document) {
        holds(document);
    }

    @ParameterizedTest
    @MethodSource("teams")
    void soDoTheTeamsDocumentsWhereTheyLie(Path document) {
        Assumptions.assumeTrue(Files.isRegularFile(document), "no documents of teams beside the project");
        holds(document);
    }

    private static String counted(MarkdownImport imported) {
        var counts = Documents.counts(imported);
        return Arrays.stream(Finding.Kind.values())
                .map(kind -> counts.getOrDefault(kind, 0L).toString())
                .collect(Collectors.joining(" "));
    }

    private static void holds(Path document) {
        MarkdownImport imported = Documents.imported(document);
        Catalog catalog = Documents.catalog(imported);

        assertThat(catalog.systems()).hasSize(1);
        assertThat(Documents.imported(document)).as("the same each time").isEqualTo(imported);
        Set<String> lost = wordsOf(document);
        lost.removeAll(words(Documents.printed(imported)));
        assertThat(lost).as("words that are nowhere").isEmpty();
        assertThat(catalog.runbooks().stream().flatMap(runbook -> runbook.steps().stream()))
                .as("no action acts by itself")
                .allSatisfy(step -> {
                    if (step instanceof StepDefinition.Action action) {
                        assertThat(action.mode()).isEqualTo(StepMode.APPROVE);
                    }
                });
        assertThat(imported.findings()).allSatisfy(it -> {
            assertThat(it.line()).isPositive();
            assertThat(imported.files()).containsKey(it.into());
        });
    }

    private static Set<String> wordsOf(Path document) {
        // Neither what a fence says about colours nor a tag is said to anybody.
        String said = Documents.read(document).replaceAll("``` ?\\w+", "").replaceAll("<[^>!]+>", " ");
        Set<String> words = words(said);
        words.removeAll(LABELS);
        return words;
    }

    private static Set<String> words(String text) {
        return Arrays.stream(text.replace("\\", "").toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1))
                .filter(word -> word.length() > 3)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
