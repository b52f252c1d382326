package dev.firebreak.catalog.mapping;

import dev.firebreak.catalog.yaml.Problems;
import dev.firebreak.catalog.yaml.Section;
import dev.firebreak.catalog.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Mappings that need no writing; in the same language, so they are examples as well. The general one comes last. */
final class BuiltInMappings {
    static final List<Mapping> ALL = List.of(read("pagerduty"), read("json"));

    private BuiltInMappings() {}

    private static Mapping read(String name) {
        String file = "catalog/mappings/" + name + ".yaml";
        Problems problems = new Problems();
        Mapping mapping = YamlReader.read(file, bytes(file), problems)
                .map(value -> {
                    try (Section document = value.section("a document");
                            Section spec =
                                    document.require("spec").orElseThrow().section("a Mapping's spec")) {
                        document.has("apiVersion");
                        document.has("kind");
                        document.has("metadata");
                        return MappingReader.read(file, name, spec);
                    }
                })
                .orElseThrow(() -> new IllegalStateException(problems.sorted().toString()));
        if (!problems.isEmpty()) {
            throw new IllegalStateException(problems.sorted().toString());
        }
        return mapping;
    }

    private static byte[] bytes(String file) {
        try (InputStream in = BuiltInMappings.class.getClassLoader().getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no " + file + " in the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
