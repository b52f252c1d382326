package dev.firebreak.ingest.source;

import dev.firebreak.model.Secret;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The secrets that we share with a sender: several at a time, so that one can be replaced while both are in use.
 *
 * @param setting its name, for the person who has to set it
 */
public record SharedSecrets(String setting, List<Secret> values) {
    public SharedSecrets {
        values = List.copyOf(values);
    }

    /** @param list comma-separated */
    public static SharedSecrets parse(String setting, @Nullable String list) {
        List<Secret> values = Arrays.stream((list == null ? "" : list).split(",", -1))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .map(Secret::new)
                .toList();
        return new SharedSecrets(setting, values);
    }

    /** Tries all of them, so that the time taken does not tell which one it was. */
    public Authentication check(Predicate<Secret> matches, String otherwise) {
        if (values.isEmpty()) {
            return new Authentication.Closed(setting);
        }
        boolean accepted = false;
        for (Secret secret : values) {
            accepted |= matches.test(secret);
        }
        return accepted ? new Authentication.Accepted() : new Authentication.Refused(otherwise);
    }
}
