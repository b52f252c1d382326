package dev.firebreak.standalone;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.CatalogLoader;
import dev.firebreak.catalog.CatalogPlace;
import dev.firebreak.catalog.CatalogResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Reads the runbooks before anything is started, so that all that is wrong with them is told at once. */
final class CatalogCheck {
    private CatalogCheck() {}

    /** A folder becomes absolute, so that it is the same for every service. */
    static CatalogPlace place(String text, String token, String keys) {
        CatalogPlace place = CatalogPlace.of(text, token, keys);
        return place.isGit()
                ? place
                : CatalogPlace.of(Path.of(text).toAbsolutePath().normalize());
    }

    static Catalog load(CatalogPlace place) {
        if (!place.isGit() && !Files.isDirectory(Path.of(place.text()))) {
            throw new StartupProblem(
                    "There is no folder of runbooks at " + place.text() + ".",
                    "Name yours with FIREBREAK_CATALOG or --catalog, or start from Firebreak's own folder.");
        }
        return switch (CatalogLoader.standard().load(place)) {
            case CatalogResult.Loaded loaded -> loaded.catalog();
            case CatalogResult.Invalid invalid ->
                throw new StartupProblem(
                        "The runbooks in " + place.text() + " cannot be used; "
                                + invalid.problems().size() + " found:\n"
                                + invalid.problems().stream()
                                        .map(problem -> "  " + problem)
                                        .collect(Collectors.joining("\n")),
                        "Mend these lines and start again; ./firebreak validate " + place.text()
                                + " checks them without a start.");
        };
    }
}
