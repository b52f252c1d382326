package dev.firebreak.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.firebreak.catalog.runbook.Checklist;
import dev.firebreak.catalog.runbook.Runbook;
import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.catalog.system.MaintenanceWindow;
import dev.firebreak.catalog.system.Monitor;
import dev.firebreak.catalog.system.SeverityLevel;
import dev.firebreak.catalog.system.SystemDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of what is where says the truth: its files and names exist, and no heading of a document is left out. */
class CoverageTest {
    private static final Path FOLDER = Path.of("../runbooks");
    private static final Path DOCUMENTS = Path.of("../../shared/systems");
    private static final Pattern ROW = Pattern.compile("\\| (.+) \\| (.+) \\|");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Catalog CATALOG = Folders.load(FOLDER);

    private record Row(String heading, String where) {
        boolean isWithoutFile() {
            return where.equals("headings below") || where.matches("(out of scope|built in): \\S+ \\S+.*");
        }
    }

    @Test
    void whatTheTableNamesIsThere() throws IOException {
        Map<String, Set<String>> names = namesByFile();
        Map<String, List<Row>> tables = tables();
        assertThat(tables.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        CATALOG.systems().stream().map(SystemDefinition::name).toList());

        List<String> wrong = new ArrayList<>();
        tables.forEach((system, rows) -> rows.forEach(row -> wrong.addAll(wrong(system, row, names))));

        assertThat(wrong).isEmpty();
    }

    @Test
    void everyFileIsInTheTable() throws IOException {
        Set<String> named = new HashSet<>();
        tables().forEach((system, rows) -> rows.forEach(row -> QUOTED.matcher(row.where())
                .results()
                .map(found -> system + "/" + found.group(1))
                .forEach(named::add)));

        assertThat(named).containsAll(namesByFile().keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"treinx", "jobsheet-qa", "vocavision", "voiceaitraining", "algorhythmic"})
    void everyHeadingOfTheDocumentIsInTheTable(String system) throws IOException {
        Path document = DOCUMENTS.resolve(system + ".md");
        assumeTrue(Files.exists(document), "the team's document does not lie beside the project");

        assertThat(tables().get(system)).extracting(Row::heading).isEqualTo(headings(document));
    }

    private static List<String> wrong(String system, Row row, Map<String, Set<String>> names) {
        List<String> wrong = new ArrayList<>();
        Set<String> inFile = null;
        for (String quoted : QUOTED.matcher(row.where())
                .results()
                .map(found -> found.group(1))
                .toList()) {
            if (quoted.endsWith(".yaml")) {
                inFile = names.get(system + "/" + quoted);
            }
            if (inFile == null || !(quoted.endsWith(".yaml") || inFile.contains(quoted))) {
                wrong.add(system + ", " + row.heading() + ": no " + quoted);
            }
        }
        if (inFile == null && !row.isWithoutFile()) {
            wrong.add(system + ", " + row.heading() + ": neither a file nor a reason");
        }
        return wrong;
    }

    private static Map<String, List<Row>> tables() throws IOException {
        Map<String, List<Row>> tables = new TreeMap<>();
        String system = "";
        for (String line : Files.readAllLines(FOLDER.resolve("README.md"))) {
            if (line.startsWith("### ")) {
                system = line.substring(4);
            }
            var row = ROW.matcher(line);
            if (!system.isEmpty() && row.matches() && !row.group(1).equals("heading")) {
                tables.computeIfAbsent(system, _ -> new ArrayList<>()).add(new Row(row.group(1), row.group(2)));
            }
        }
        return tables;
    }

    private static List<String> headings(Path document) throws IOException {
        List<String> headings = new ArrayList<>();
        boolean isCode = false;
        for (String line : Files.readAllLines(document)) {
            isCode ^= line.stripLeading().startsWith("```");
            if (!isCode && line.matches("#{1,6} .*")) {
                headings.add(line.replaceFirst("#+ ", "").strip());
            }
        }
        return headings;
    }

    private static Map<String, Set<String>> namesByFile() {
        Map<String, Set<String>> names = new HashMap<>();
        for (SystemDefinition system : CATALOG.systems()) {
            names.put(system.file(), names(system));
        }
        for (Runbook runbook : CATALOG.runbooks()) {
            names.put(
                    runbook.file(),
                    setOf(runbook.steps().stream().map(StepDefinition::id).toList()));
        }
        for (Checklist checklist : CATALOG.checklists()) {
            names.put(checklist.file(), Set.of());
        }
        return names;
    }

    private static Set<String> names(SystemDefinition system) {
        Set<String> names =
                setOf(system.levels().stream().map(SeverityLevel::name).toList());
        system.services().forEach(service -> {
            names.add(service.name());
            names.addAll(service.targets().keySet());
        });
        names.addAll(system.receivers().keySet());
        names.addAll(system.thresholds().keySet());
        names.addAll(system.monitors().stream().map(Monitor::name).toList());
        names.addAll(system.maintenance().stream().map(MaintenanceWindow::title).toList());
        return names;
    }

    private static Set<String> setOf(Collection<String> names) {
        return new HashSet<>(names);
    }
}
