package dev.firebreak.catalog;

import dev.firebreak.catalog.yaml.Problems;
import java.nio.file.Path;
import java.time.Duration;

/** What a catalogue's files are read from, again and again. */
sealed interface CatalogSource permits CatalogSource.Folder, GitSource {
    /** As they are now. What cannot be read is told. */
    CatalogFolder read(Problems problems);

    /** How often it may be looked at, when somebody wants to look that often. */
    Duration lookEvery(Duration wanted);

    record Folder(Path path) implements CatalogSource {
        @Override
        public CatalogFolder read(Problems problems) {
            return CatalogFolder.read(path, problems);
        }

        @Override
        public Duration lookEvery(Duration wanted) {
            return wanted;
        }
    }
}
