package dev.firebreak.notifier.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;

/** What a vendor gets, as it was looked at once; {@code -Dgoldens=write} writes it anew, to be looked at again. */
public final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/notifier-service/messages");

    private Golden() {}

    public static void json(String name, String actual) throws IOException {
        JsonMapper json = JsonMapper.shared();
        String pretty = json.writerWithDefaultPrettyPrinter().writeValueAsString(json.readTree(actual)) + "\n";
        assertThat(json.readTree(actual)).isEqualTo(json.readTree(kept(name + ".json", pretty)));
    }

    public static void text(String name, String actual) throws IOException {
        assertThat(actual).isEqualTo(kept(name, actual));
    }

    private static String kept(String name, String actual) throws IOException {
        Path file = FOLDER.resolve(name);
        if ("write".equals(System.getProperty("goldens"))) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, actual);
        }
        return Files.readString(file);
    }
}
