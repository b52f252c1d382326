package dev.firebreak.incident.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What signatures do not say: a sentence for each operation, and which fields a body must have. */
final class Prose {
    private final Properties summaries = read("summaries.properties");
    private final Properties required = read("required.properties");

    /** Null for an operation that nobody has described yet. */
    @Nullable
    String summary(String operationId) {
        return summaries.getProperty(operationId);
    }

    /** Empty when none must be there. */
    List<String> required(Class<?> body) {
        @Nullable String fields = required.getProperty(body.getSimpleName());
        return fields == null ? List.of() : Arrays.asList(fields.split(",", -1));
    }

    private static Properties read(String name) {
        Properties properties = new Properties();
        try (InputStream file = Objects.requireNonNull(Prose.class.getResourceAsStream("/openapi/" + name), name)) {
            properties.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
        return properties;
    }
}
