package dev.firebreak.catalog.mapping;

import dev.firebreak.catalog.expression.DataExpression;
import dev.firebreak.catalog.expression.Scope;
import dev.firebreak.model.Link;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An alert with expressions in the place of its values.
 *
 * @param labelsFrom a group of values whose members are labels, which the labels written out go before
 */
record AlertTemplate(
        Map<AlertField, FirstOf> fields,
        Map<String, FirstOf> labels,
        @Nullable DataExpression labelsFrom,
        Map<String, FirstOf> annotations,
        List<LinkTemplate> links) {
    record LinkTemplate(FirstOf title, FirstOf url) {
        Optional<Link> link(Scope scope) {
            return url.text(scope).map(address -> new Link(title.text(scope).orElse("Link"), address));
        }
    }

    AlertTemplate {
        fields = Map.copyOf(fields);
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
        links = List.copyOf(links);
    }

    Mapped fill(Scope scope) {
        Map<AlertField, String> texts = new EnumMap<>(AlertField.class);
        fields.forEach((field, value) -> value.text(scope).ifPresent(text -> texts.put(field, text)));
        if (!texts.containsKey(AlertField.NAME)) {
            FirstOf name = fields.get(AlertField.NAME);
            return new Mapped.Unfit("there is no value for the alert's name: "
                    + (name == null ? "the mapping has none" : name.source()));
        }
        return new Mapped.Alert(
                texts,
                labels(scope),
                texts(annotations, scope),
                links.stream().flatMap(link -> link.link(scope).stream()).toList());
    }

    private Map<String, String> labels(Scope scope) {
        Map<String, String> all = new LinkedHashMap<>();
        if (labelsFrom != null) {
            all.putAll(labelsFrom.texts(scope));
        }
        all.putAll(texts(labels, scope));
        return all;
    }

    private static Map<String, String> texts(Map<String, FirstOf> written, Scope scope) {
        Map<String, String> texts = new LinkedHashMap<>();
        written.forEach((name, value) -> value.text(scope).ifPresent(text -> texts.put(name, text)));
        return texts;
    }
}
