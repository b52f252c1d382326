package dev.firebreak.catalog.mapping;

import dev.firebreak.catalog.expression.Scope;
import dev.firebreak.catalog.expression.Template;
import dev.firebreak.catalog.expression.UnresolvedException;
import java.util.List;
import java.util.Optional;

/** Several ways to say one thing; the first that has a value counts. */
record FirstOf(List<Template> templates) {
    FirstOf {
        templates = List.copyOf(templates);
    }

    Optional<String> text(Scope scope) {
        return templates.stream()
                .flatMap(template -> text(template, scope).stream())
                .findFirst();
    }

    private static Optional<String> text(Template template, Scope scope) {
        try {
            return Optional.of(template.render(scope)).filter(text -> !text.isBlank());
        } catch (UnresolvedException _) {
            return Optional.empty();
        }
    }

    /** As the team wrote it. */
    String source() {
        return String.join(" or ", templates.stream().map(Template::source).toList());
    }
}
