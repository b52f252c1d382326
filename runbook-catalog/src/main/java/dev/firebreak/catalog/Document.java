package dev.firebreak.catalog;

import dev.firebreak.catalog.yaml.Position;
import dev.firebreak.catalog.yaml.Problems;
import dev.firebreak.catalog.yaml.Section;
import dev.firebreak.catalog.yaml.Value;
import java.util.List;
import java.util.Optional;

/**
 * One file, with its head read.
 *
 * @param system where a runbook or a checklist belongs; its own name for a system and a mapping
 * @param at where the name stands
 */
record Document(String file, String kind, String system, String name, Position at, Position systemAt, Section spec) {
    static final String API_VERSION = "firebreak.dev/v1";
    static final String SYSTEM = "System";
    static final String RUNBOOK = "Runbook";
    static final String CHECKLIST = "Checklist";
    static final String MAPPING = "Mapping";

    private static final List<String> KINDS = List.of(SYSTEM, RUNBOOK, CHECKLIST, MAPPING);

    /** Empty when the file is too far from what it must be; why is among the problems. */
    static Optional<Document> read(String file, Value value, Problems problems) {
        if (!value.isMapping()) {
            value.section("a System, a Runbook, a Checklist or a Mapping").close();
            return Optional.empty();
        }
        try (Section document = value.section("a document")) {
            document.find("apiVersion").ifPresent(it -> it.oneOf("version", List.of(API_VERSION)));
            if (!document.has("apiVersion")) {
                problems.add(value.at(), "a file without 'apiVersion'", "apiVersion: " + API_VERSION);
            }
            String kind =
                    document.require("kind").map(it -> it.oneOf("kind", KINDS)).orElse("");
            Optional<Value> metadata = document.require("metadata");
            Optional<Value> spec = document.require("spec");
            if (!KINDS.contains(kind) || metadata.isEmpty() || spec.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(head(file, kind, metadata.get(), spec.get()));
        }
    }

    /** A mapping takes what a tool sends about any of them. */
    private static boolean belongsToSystem(String kind) {
        return kind.equals(RUNBOOK) || kind.equals(CHECKLIST);
    }

    private static Document head(String file, String kind, Value metadata, Value spec) {
        try (Section section = metadata.section("metadata")) {
            Optional<Value> name = section.require("name");
            Optional<Value> system = belongsToSystem(kind) ? section.require("system") : name;
            return new Document(
                    file,
                    kind,
                    system.map(it -> it.name("service-outage")).orElse(""),
                    name.map(it -> it.name("service-outage")).orElse(""),
                    name.map(Value::at).orElse(section.at()),
                    system.map(Value::at).orElse(section.at()),
                    spec.section("a " + kind + "'s spec"));
        }
    }
}
