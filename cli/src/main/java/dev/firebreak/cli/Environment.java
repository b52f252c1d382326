package dev.firebreak.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Settings: the environment first, then the {@code credentials} file of the data folder, which {@code up} writes.
 *
 * @param file where credentials were looked for; it need not exist
 */
record Environment(Map<String, String> variables, Path workingFolder, Path file, Map<String, String> credentials) {
    static Environment of(Map<String, String> variables, Path workingFolder) {
        List<Path> candidates = variables.containsKey("FIREBREAK_DATA")
                ? List.of(workingFolder.resolve(variables.get("FIREBREAK_DATA")))
                : home(variables)
                        .map(home -> List.of(workingFolder.resolve("data"), home.resolve("data")))
                        .orElse(List.of(workingFolder.resolve("data")));
        Path file = candidates.stream()
                .map(folder -> folder.resolve("credentials"))
                .filter(Files::isReadable)
                .findFirst()
                .orElse(candidates.getFirst().resolve("credentials"));
        return new Environment(Map.copyOf(variables), workingFolder, file, read(file));
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(variables.get(name))
                .or(() -> Optional.ofNullable(credentials.get(name)))
                .filter(value -> !value.isBlank());
    }

    /** The newest of a list that is there for rotation. */
    Optional<String> findFirst(String name) {
        return find(name).map(list -> list.split(",", -1)[0].strip());
    }

    /** The given folder, else the configured one, else {@code runbooks} here, else that of the checkout. */
    Path catalog(Optional<Path> given) {
        if (given.isPresent()) {
            return workingFolder.resolve(given.get());
        }
        Optional<Path> configured = find("FIREBREAK_CATALOG").map(workingFolder::resolve);
        Path here = workingFolder.resolve("runbooks");
        return configured.orElseGet(() -> Files.isDirectory(here)
                ? here
                : home(variables).map(home -> home.resolve("runbooks")).orElse(here));
    }

    private static Optional<Path> home(Map<String, String> variables) {
        return Optional.ofNullable(variables.get("FIREBREAK_HOME")).map(Path::of);
    }

    private static Map<String, String> read(Path file) {
        Map<String, String> values = new LinkedHashMap<>();
        if (Files.isReadable(file)) {
            try {
                for (String line : Files.readAllLines(file)) {
                    int equals = line.indexOf('=');
                    if (equals > 0 && !line.startsWith("#")) {
                        values.put(
                                line.substring(0, equals).strip(),
                                line.substring(equals + 1).strip());
                    }
                }
            } catch (IOException e) {
                throw new CommandFailure(ExitCode.USAGE, "cannot read " + file + ": " + e.getMessage());
            }
        }
        return values;
    }
}
