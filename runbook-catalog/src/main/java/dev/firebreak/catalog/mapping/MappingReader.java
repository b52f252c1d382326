package dev.firebreak.catalog.mapping;

import dev.firebreak.catalog.expression.Condition;
import dev.firebreak.catalog.expression.DataExpression;
import dev.firebreak.catalog.expression.ExpressionReader;
import dev.firebreak.catalog.expression.Names;
import dev.firebreak.catalog.expression.Site;
import dev.firebreak.catalog.expression.Template;
import dev.firebreak.catalog.yaml.Section;
import dev.firebreak.catalog.yaml.Value;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.AlertStatus;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a mapping's {@code spec}. */
public final class MappingReader {
    private final ExpressionReader expressions = new ExpressionReader(Names.NONE);
    private final Site site;

    private MappingReader(Site site) {
        this.site = site;
    }

    public static Mapping read(String file, String name, Section spec) {
        MappingReader reader = new MappingReader(spec.has("each") ? Site.EVENT_ITEM : Site.EVENT);
        return new Mapping(
                name,
                spec.requireText("title"),
                file,
                spec.find("when")
                        .map(it -> reader.expressions.condition(it, Site.EVENT))
                        .orElse(null),
                spec.find("each")
                        .map(it -> reader.expressions.list(it, Site.EVENT))
                        .orElse(null),
                spec.list("drop").stream().map(reader::drop).toList(),
                spec.require("alert")
                        .map(reader::alert)
                        .orElseGet(() -> new AlertTemplate(Map.of(), Map.of(), null, Map.of(), List.of())));
    }

    private Mapping.Drop drop(Value value) {
        try (Section drop = value.section("what is dropped")) {
            return new Mapping.Drop(
                    drop.require("when")
                            .map(it -> expressions.condition(it, site))
                            .orElseGet(() -> Condition.parse("false", site)),
                    drop.require("reason").map(it -> it.name("heartbeat")).orElse(""));
        }
    }

    private AlertTemplate alert(Value value) {
        try (Section alert = value.section("an alert")) {
            alert.require(AlertField.NAME.word());
            Map<AlertField, FirstOf> fields = new EnumMap<>(AlertField.class);
            for (AlertField field : AlertField.values()) {
                alert.find(field.word()).ifPresent(it -> fields.put(field, firstOf(it, words(field))));
            }
            DataExpression labelsFrom = alert.find("labelsFrom")
                    .map(it -> expressions.members(it, site))
                    .orElse(null);
            return new AlertTemplate(
                    fields,
                    named(alert, "labels", "label"),
                    labelsFrom,
                    named(alert, "annotations", "annotation"),
                    alert.list("links").stream().map(this::link).toList());
        }
    }

    private Map<String, FirstOf> named(Section alert, String key, String what) {
        Map<String, FirstOf> named = new LinkedHashMap<>();
        alert.named(key, what).forEach((name, value) -> named.put(name, firstOf(value, List.of())));
        return named;
    }

    private AlertTemplate.LinkTemplate link(Value value) {
        try (Section link = value.section("a link")) {
            return new AlertTemplate.LinkTemplate(
                    link.find("title").map(it -> firstOf(it, List.of())).orElseGet(() -> new FirstOf(List.of())),
                    link.require("url").map(it -> firstOf(it, List.of())).orElseGet(() -> new FirstOf(List.of())));
        }
    }

    /** @param words what a fixed text may be; none for anything */
    private FirstOf firstOf(Value value, List<String> words) {
        return new FirstOf(
                value.listOrOne().stream().map(it -> template(it, words)).toList());
    }

    private Template template(Value value, List<String> words) {
        Template template = expressions.template(value, site);
        if (template.isFixed() && !words.isEmpty()) {
            value.oneOf("word", words);
        }
        return template;
    }

    private static List<String> words(AlertField field) {
        return switch (field) {
            case STATUS ->
                Arrays.stream(AlertStatus.values()).map(AlertStatus::word).toList();
            case SEVERITY ->
                Arrays.stream(Severity.values()).map(Severity::word).toList();
            default -> List.of();
        };
    }
}
