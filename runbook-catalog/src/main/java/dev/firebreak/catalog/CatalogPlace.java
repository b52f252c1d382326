package dev.firebreak.catalog;

import dev.firebreak.model.Secret;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a catalogue is kept.
 *
 * @param text a folder, or {@code git+https://host/team/runbooks.git#main:folder} for a folder of a branch or a tag of a
 *     git repository; without {@code :folder} all of it, without {@code #…} its default branch. Also {@code git+file://}
 * @param token for https; empty when the repository is public
 * @param keys a file of OpenPGP public keys: then only a tag that one of them has signed is read; empty to trust the
 *     repository
 */
public record CatalogPlace(String text, Optional<Secret> token, Optional<Path> keys) {
    private static final String GIT = "git+";

    public static CatalogPlace of(Path folder) {
        return of(folder.toString(), "", "");
    }

    /**
     * @param token empty for none
     * @param keys empty for none
     */
    public static CatalogPlace of(String text, String token, String keys) {
        return new CatalogPlace(
                text,
                token.isEmpty() ? Optional.empty() : Optional.of(new Secret(token)),
                keys.isEmpty() ? Optional.empty() : Optional.of(Path.of(keys)));
    }

    public boolean isGit() {
        return text.startsWith(GIT);
    }

    CatalogSource open() {
        return isGit() ? GitSource.of(text.substring(GIT.length()), this) : new CatalogSource.Folder(Path.of(text));
    }
}
