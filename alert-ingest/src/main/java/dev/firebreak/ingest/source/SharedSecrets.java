package dev.firebreak.ingest.source;

import dev.firebreak.model.Secret;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The secrets that we share with a sender: several at a time, so that one can be replaced while both are in use. Those
 * of the setting stay until a restart; those of the file named by {@code <setting>_FILE} change when the file does.
 */
public final class SharedSecrets {
    private static final String FILE = "_FILE";

    private final String setting;
    private final List<Secret> given;
    private final @Nullable SecretFile file;

    private SharedSecrets(String setting, List<Secret> given, @Nullable SecretFile file) {
        this.setting = setting;
        this.given = List.copyOf(given);
        this.file = file;
    }

    /** @param settings by name, null when it is not set */
    public static SharedSecrets of(Function<String, @Nullable String> settings, String setting) {
        String path = settings.apply(setting + FILE);
        boolean hasFile = path != null && !path.isBlank();
        return new SharedSecrets(
                setting,
                parse(settings.apply(setting)),
                hasFile ? new SecretFile(setting + FILE, Path.of(path.strip())) : null);
    }

    /** @param list comma-separated */
    public static SharedSecrets parse(String setting, @Nullable String list) {
        return new SharedSecrets(setting, parse(list), null);
    }

    static List<Secret> parse(@Nullable String list) {
        return Arrays.stream((list == null ? "" : list).split("[,\\r\\n]", -1))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .map(Secret::new)
                .toList();
    }

    /** What fits none of the known secrets may fit one that was written a moment ago. */
    public Authentication check(Predicate<Secret> matches, String otherwise) {
        List<Secret> written = file == null ? List.of() : file.values();
        boolean fitsWritten = fitsOne(written, matches);
        boolean isAccepted = fitsOne(given, matches) || fitsWritten;
        if (!isAccepted && file != null) {
            List<Secret> known = written;
            written = file.newest();
            // Another thread may have read the new ones since, so what counts is whether these are others.
            isAccepted = !written.equals(known) && fitsOne(written, matches);
        }
        if (given.isEmpty() && written.isEmpty()) {
            return new Authentication.Closed(setting);
        }
        return isAccepted ? new Authentication.Accepted() : new Authentication.Refused(otherwise);
    }

    /** Tries all of them, so that the time taken does not tell which one it was. */
    private static boolean fitsOne(List<Secret> values, Predicate<Secret> matches) {
        boolean isAccepted = false;
        for (Secret secret : values) {
            isAccepted |= matches.test(secret);
        }
        return isAccepted;
    }
}
