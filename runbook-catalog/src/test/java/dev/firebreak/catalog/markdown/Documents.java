package dev.firebreak.catalog.markdown;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.CatalogLoader;
import dev.firebreak.catalog.CatalogResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Documents to import, and what came of them. */
final class Documents {
    static final Path FOLDER = Path.of("src/test/resources/markdown");

    private Documents() {}

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static MarkdownImport imported(Path file) {
        return imported(file.getFileName().toString(), read(file));
    }

    static MarkdownImport imported(String name, String text) {
        return MarkdownImport.of("shop", List.of(new MarkdownImport.Source(name, text)));
    }

    static Catalog catalog(MarkdownImport imported) {
        return switch (CatalogLoader.standard().load(imported.catalog("shop"))) {
            case CatalogResult.Loaded loaded -> loaded.catalog();
            case CatalogResult.Invalid invalid ->
                throw new AssertionError(invalid.problems() + "\n" + printed(imported));
        };
    }

    /** All files in one text. */
    static String printed(MarkdownImport imported) {
        return imported.files().entrySet().stream()
                .map(file -> "=== " + file.getKey() + "\n" + file.getValue())
                .collect(Collectors.joining());
    }

    static Map<Finding.Kind, Long> counts(MarkdownImport imported) {
        return imported.findings().stream()
                .collect(Collectors.groupingBy(
                        Finding::kind, () -> new EnumMap<>(Finding.Kind.class), Collectors.counting()));
    }
}
