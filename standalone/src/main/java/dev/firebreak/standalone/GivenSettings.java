package dev.firebreak.standalone;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Settings as they were given: an option's wins over the environment's; a blank one counts as not given. */
record GivenSettings(Map<String, String> options, Map<String, String> environment)
        implements Function<String, @Nullable String> {
    static GivenSettings ofThisProcess() {
        return new GivenSettings(Map.of(), System.getenv());
    }

    @Override
    public @Nullable String apply(String name) {
        @Nullable String value = options.getOrDefault(name, environment.get(name));
        return value == null || value.isBlank() ? null : value.strip();
    }

    String orElse(String name, String otherwise) {
        @Nullable String value = apply(name);
        return value == null ? otherwise : value;
    }
}
