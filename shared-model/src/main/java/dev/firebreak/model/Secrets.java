package dev.firebreak.model;

import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds secrets by the names that the catalogue uses. {@code vercel-token} is looked up as the settings
 * {@code FIREBREAK_SECRET_VERCEL_TOKEN} and {@code FIREBREAK_VERCEL_TOKEN}, on every use, so a new value needs no
 * restart.
 */
public final class Secrets {
    private final Function<String, @Nullable String> settings;

    /** @param settings reads one setting from the environment or from files; null when it is not set */
    public Secrets(Function<String, @Nullable String> settings) {
        this.settings = settings;
    }

    public Optional<Secret> find(String name) {
        return settingNames(name).stream()
                .map(settings)
                .filter(Objects::nonNull)
                .filter(value -> !value.isBlank())
                .findFirst()
                .map(Secret::new);
    }

    /** @throws NoSuchElementException when it is not set; the message says which settings were looked at */
    public Secret require(String name) {
        return find(name)
                .orElseThrow(() -> new NoSuchElementException("no secret '" + name + "': set "
                        + String.join(" or ", settingNames(name)) + " in the environment"));
    }

    public static List<String> settingNames(String name) {
        String upper = name.toUpperCase(Locale.ROOT).replace('-', '_');
        return List.of("FIREBREAK_SECRET_" + upper, "FIREBREAK_" + upper);
    }
}
