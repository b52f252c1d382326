package dev.firebreak.catalog;

import dev.firebreak.catalog.mapping.Mapping;
import dev.firebreak.catalog.mapping.MappingReader;
import dev.firebreak.catalog.runbook.Checklist;
import dev.firebreak.catalog.runbook.ChecklistReader;
import dev.firebreak.catalog.runbook.Runbook;
import dev.firebreak.catalog.runbook.RunbookReader;
import dev.firebreak.catalog.system.SystemDefinition;
import dev.firebreak.catalog.system.SystemReader;
import dev.firebreak.catalog.type.StepTypes;
import dev.firebreak.catalog.yaml.Problems;
import dev.firebreak.catalog.yaml.Section;
import dev.firebreak.catalog.yaml.YamlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Reads and checks a folder of systems, runbooks, checklists and mappings. */
public final class CatalogLoader {
    /** @param problems of this file alone, so that files can be read at the same time */
    private record Opened(Optional<Document> document, Problems problems) {
        static Opened of(String file, byte[] bytes) {
            var problems = new Problems();
            return new Opened(
                    YamlReader.read(file, bytes, problems).flatMap(value -> Document.read(file, value, problems)),
                    problems);
        }
    }

    private final StepTypes types;

    /** @param types the checks and actions that runbooks may use */
    public CatalogLoader(StepTypes types) {
        this.types = types;
    }

    public static CatalogLoader standard() {
        return new CatalogLoader(StepTypes.standard());
    }

    /** Whatever is in the folder: bad content is an answer, not an exception. */
    public CatalogResult load(Path folder) {
        return load(CatalogPlace.of(folder));
    }

    /** Likewise of a folder or a git repository. */
    public CatalogResult load(CatalogPlace place) {
        return load(place.open());
    }

    CatalogResult load(CatalogSource source) {
        var problems = new Problems();
        return load(source.read(problems), problems);
    }

    /** Files that are not in a folder (yet), by their names relative to a catalogue's. */
    public CatalogResult load(SortedMap<String, byte[]> files) {
        return load(new CatalogFolder(files), new Problems());
    }

    CatalogResult load(CatalogFolder folder, Problems problems) {
        List<Opened> files = folder.files().entrySet().parallelStream()
                .map(file -> Opened.of(file.getKey(), file.getValue()))
                .toList();
        List<Document> documents =
                files.stream().flatMap(file -> file.document().stream()).toList();
        tellRepeatedNames(documents, problems);
        Map<String, SystemDefinition> systems = systems(documents);
        List<Mapping> mappings = new ArrayList<>();
        List<Document> ofSystems = new ArrayList<>();
        for (Document document : documents) {
            switch (document.kind()) {
                case Document.SYSTEM -> {}
                case Document.MAPPING -> mappings.add(mapping(document));
                default -> {
                    if (systems.containsKey(document.system())) {
                        ofSystems.add(document);
                    } else {
                        problems.addUnknown(document.systemAt(), "system", document.system(), systems.keySet());
                    }
                }
            }
        }
        List<Runbook> runbooks = each(
                ofSystems,
                Document.RUNBOOK,
                (document, spec) -> new RunbookReader(system(systems, document), types)
                        .read(document.file(), document.name(), spec));
        List<Checklist> checklists = each(
                ofSystems,
                Document.CHECKLIST,
                (document, spec) -> new ChecklistReader(system(systems, document), types)
                        .read(document.file(), document.name(), spec));
        files.forEach(file -> problems.addAll(file.problems()));
        return problems.isEmpty()
                ? new CatalogResult.Loaded(
                        new Catalog(folder.hash(), List.copyOf(systems.values()), runbooks, checklists, mappings))
                : new CatalogResult.Invalid(folder.hash(), problems.sorted());
    }

    private static Map<String, SystemDefinition> systems(List<Document> documents) {
        Map<String, SystemDefinition> systems = new TreeMap<>();
        for (Document document : documents) {
            if (document.kind().equals(Document.SYSTEM)) {
                try (Section spec = document.spec()) {
                    systems.put(document.name(), SystemReader.read(document.file(), document.name(), spec));
                }
            }
        }
        return systems;
    }

    private static Mapping mapping(Document document) {
        try (Section spec = document.spec()) {
            return MappingReader.read(document.file(), document.name(), spec);
        }
    }

    /** In the order of the documents; the expressions of several are compiled at the same time. */
    private static <T> List<T> each(List<Document> documents, String kind, BiFunction<Document, Section, T> reading) {
        return documents.parallelStream()
                .filter(document -> document.kind().equals(kind))
                .map(document -> {
                    try (Section spec = document.spec()) {
                        return reading.apply(document, spec);
                    }
                })
                .toList();
    }

    private static SystemDefinition system(Map<String, SystemDefinition> systems, Document document) {
        return Objects.requireNonNull(systems.get(document.system()));
    }

    private static void tellRepeatedNames(List<Document> documents, Problems problems) {
        Set<String> seen = new HashSet<>();
        for (Document document : documents) {
            String name = document.kind() + " " + document.system() + "/" + document.name();
            if (!seen.add(name)) {
                problems.add(document.at(), "the " + name + " a second time", "each name once");
            }
        }
    }
}
