package dev.firebreak.incident;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.CatalogLoader;
import dev.firebreak.catalog.CatalogResult;
import java.nio.file.Path;

/** The catalogue that the tests use. */
public final class TestCatalog {
    public static final Path FOLDER = Path.of("src/test/resources/catalogue");

    private TestCatalog() {}

    public static Catalog catalog() {
        return load(FOLDER);
    }

    public static Catalog load(Path folder) {
        return switch (CatalogLoader.standard().load(folder)) {
            case CatalogResult.Loaded loaded -> loaded.catalog();
            case CatalogResult.Invalid invalid -> throw new AssertionError(invalid.problems());
        };
    }
}
