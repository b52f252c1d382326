package dev.firebreak.catalog;

import dev.firebreak.catalog.yaml.Problem;
import java.util.List;

/** What came of reading a folder. */
public sealed interface CatalogResult {
    /** The content hash of what was read. */
    String version();

    record Loaded(Catalog catalog) implements CatalogResult {
        @Override
        public String version() {
            return catalog.version();
        }
    }

    /** @param problems all of them, by file, line and column; never empty */
    record Invalid(String version, List<Problem> problems) implements CatalogResult {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }
}
