package dev.firebreak.standalone;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.CatalogLoader;
import dev.firebreak.catalog.CatalogResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Reads the runbooks before anything is started, so that all that is wrong with them is told at once. */
final class CatalogCheck {
    private CatalogCheck() {}

    static Catalog load(Path folder) {
        Path path = folder.toAbsolutePath().normalize();
        if (!Files.isDirectory(path)) {
            throw new StartupProblem(
                    "There is no folder of runbooks at " + path + ".",
                    "Name yours with FIREBREAK_CATALOG or --catalog, or start from Firebreak's own folder.");
        }
        return switch (CatalogLoader.standard().load(path)) {
            case CatalogResult.Loaded loaded -> loaded.catalog();
            case CatalogResult.Invalid invalid ->
                throw new StartupProblem(
                        "The runbooks in " + path + " cannot be used; "
                                + invalid.problems().size() + " found:\n"
                                + invalid.problems().stream()
                                        .map(problem -> "  " + problem)
                                        .collect(Collectors.joining("\n")),
                        "Mend these lines and start again; ./firebreak validate " + path
                                + " checks them without a start.");
        };
    }
}
