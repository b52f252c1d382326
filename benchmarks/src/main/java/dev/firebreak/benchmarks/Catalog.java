package dev.firebreak.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The benchmark's own runbook: one automatic call for each incident. */
final class Catalog {
    private static final List<String> FILES = List.of("system.yaml", "retry-order.yaml");

    private Catalog() {}

    static Path write(Path folder) throws IOException {
        Path system = Files.createDirectories(folder.resolve("benchmark"));
        for (String file : FILES) {
            try (InputStream in = Catalog.class.getResourceAsStream("/benchmarks/catalog/benchmark/" + file)) {
                if (in == null) {
                    throw new IOException("no " + file + " on the class path");
                }
                Files.copy(in, system.resolve(file));
            }
        }
        return folder;
    }
}
