package dev.firebreak.catalog.schema;

import static dev.firebreak.catalog.schema.Shape.duration;
import static dev.firebreak.catalog.schema.Shape.expression;
import static dev.firebreak.catalog.schema.Shape.integer;
import static dev.firebreak.catalog.schema.Shape.list;
import static dev.firebreak.catalog.schema.Shape.name;
import static dev.firebreak.catalog.schema.Shape.named;
import static dev.firebreak.catalog.schema.Shape.number;
import static dev.firebreak.catalog.schema.Shape.oneOrList;
import static dev.firebreak.catalog.schema.Shape.ordered;
import static dev.firebreak.catalog.schema.Shape.someOf;
import static dev.firebreak.catalog.schema.Shape.text;
import static dev.firebreak.catalog.schema.Shape.words;

import dev.firebreak.catalog.mapping.AlertField;
import dev.firebreak.catalog.type.StepTypes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The language as JSON Schema (draft-07, which editors know), made from the table of types. What an editor cannot know,
 * such as whether a target exists or an expression has the right type, {@code firebreak validate} tells.
 */
public final class CatalogSchema {
    private static final String VERSION = "firebreak.dev/v1";
    private static final int MOST_COUNTED = 100_000;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private CatalogSchema() {}

    /** The same text for the same types; ends with a line feed. */
    public static String of(StepTypes types) {
        var steps = new StepShapes(types);
        Map<String, Object> definitions = new LinkedHashMap<>();
        definitions.put("System", SystemShapes.spec().json());
        definitions.put("Runbook", runbook().json());
        definitions.put("Checklist", checklist().json());
        definitions.put("Mapping", mapping().json());
        definitions.put("step", steps.step().json());
        definitions.put("item", steps.checkedItem().json());
        definitions.put("verify", steps.verify().json());
        definitions.put("undo", steps.undo().json());
        steps.parameters().forEach((name, shape) -> definitions.put(name, shape.json()));
        Map<String, Object> schema = ordered(
                "$schema", "http://json-schema.org/draft-07/schema#",
                "$id", "https://firebreak.dev/schema/runbook.json",
                "title", "A file of a Firebreak catalogue");
        schema.putAll(document().json());
        schema.put("definitions", definitions);
        return JSON.writeValueAsString(schema).replace("\r\n", "\n") + "\n";
    }

    private static Shape document() {
        Shape document = Keys.of("apiVersion", words(List.of(VERSION)))
                .and("kind", words(List.of("System", "Runbook", "Checklist", "Mapping")))
                .and("metadata", Keys.of("system", name()).and("name", name()).section("name"))
                .and("spec", named(new Shape(Map.of())))
                .section("apiVersion", "kind", "metadata", "spec");
        Shape ofSystem = Keys.of("system", name()).and("name", name()).section("system", "name");
        Shape own = Keys.of("name", name()).section("name");
        return document.when("kind", "System", Map.of("metadata", own, "spec", Shape.reference("System")), List.of())
                .when("kind", "Runbook", Map.of("metadata", ofSystem, "spec", Shape.reference("Runbook")), List.of())
                .when(
                        "kind",
                        "Checklist",
                        Map.of("metadata", ofSystem, "spec", Shape.reference("Checklist")),
                        List.of())
                .when("kind", "Mapping", Map.of("metadata", own, "spec", Shape.reference("Mapping")), List.of());
    }

    private static Shape runbook() {
        return Keys.of("title", text())
                .and("services", list(text()))
                .and("when", someOf(expression()).about("any of these"))
                .and("threshold", threshold())
                .and("level", text().about("a severity level, or CEL that gives one"))
                .and("correlate", list(text()))
                .and("reopenWithin", duration().byDefault("30m"))
                .and(
                        "resolve",
                        Keys.of("observeFor", duration().byDefault("15m")).section())
                .and("steps", someOf(Shape.reference("step")))
                .section("title", "when", "level", "steps");
    }

    private static Shape threshold() {
        return Keys.of("count", integer(1, MOST_COUNTED))
                .and("consecutive", integer(1, MOST_COUNTED))
                .and("for", duration())
                .and("ratio", number())
                .and("within", duration())
                .and("unless", expression())
                .and("of", expression())
                .and("least", integer(1, MOST_COUNTED))
                .section();
    }

    private static Shape checklist() {
        return Keys.of("title", text())
                .and("schedule", SystemShapes.cron())
                .and("timezone", text())
                .and("post", list(text()))
                .and("items", someOf(Shape.reference("item")))
                .section("title", "schedule", "items");
    }

    private static Shape mapping() {
        Shape firstOf = oneOrList(text());
        Keys alert = new Keys();
        for (AlertField field : AlertField.values()) {
            alert.and(field.word(), firstOf);
        }
        alert.and("labels", named(firstOf))
                .and("labelsFrom", expression())
                .and("annotations", named(firstOf))
                .and("links", list(Keys.of("title", firstOf).and("url", firstOf).section("url")));
        return Keys.of("title", text())
                .and("when", expression())
                .and("each", expression())
                .and(
                        "drop",
                        list(Keys.of("when", expression()).and("reason", name()).section("when", "reason")))
                .and("alert", alert.section("name"))
                .section("title", "alert");
    }
}
