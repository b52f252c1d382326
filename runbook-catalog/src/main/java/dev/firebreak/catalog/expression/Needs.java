package dev.firebreak.catalog.expression;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.firebreak.model.alert.Alert;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an alert must have, at least one of these, for a condition to hold: told from the comparisons with written-out
 * texts in it, so that most conditions need not be evaluated at all.
 */
public record Needs(Set<Value> anyOf) {
    private static final String LABELS = "labels.";
    /** The rarer a field's values are shared, the earlier. */
    private static final List<String> TELLING = List.of("name", "fingerprint", "service", "project", LABELS, "type");

    /** @param field of the alert, such as {@code name} or {@code labels.system} */
    public record Value(String field, String text) {
        /** What the alert has in that field; empty when it has nothing. */
        public static Optional<Value> of(String field, Alert alert) {
            return Optional.ofNullable(read(field, alert)).map(text -> new Value(field, text));
        }
    }

    public Needs {
        anyOf = Set.copyOf(anyOf);
    }

    /** Of several conditions of which one is enough; empty when one of them may hold for anything. */
    public static Optional<Needs> ofAny(List<Condition> conditions) {
        return conditions.stream().map(Condition::needs).reduce(Optional.of(new Needs(Set.of())), Needs::either);
    }

    /** Empty when it cannot be told. */
    static Optional<Needs> of(Expression expression) {
        return of(expression.ast().getExpr());
    }

    private static @Nullable String read(String field, Alert alert) {
        if (field.startsWith(LABELS)) {
            return alert.labels().get(field.substring(LABELS.length()));
        }
        return switch (field) {
            case "name" -> alert.name();
            case "fingerprint" -> alert.fingerprint();
            case "service" -> alert.service();
            case "project" -> alert.project();
            case "type" -> alert.type();
            case "source" -> alert.source();
            default -> throw new IllegalArgumentException("not told by " + field);
        };
    }

    private static Optional<Needs> of(CelExpr node) {
        if (node.getKind() != Kind.CALL || node.call().args().size() != 2) {
            return Optional.empty();
        }
        CelExpr left = node.call().args().get(0);
        CelExpr right = node.call().args().get(1);
        return switch (node.call().function()) {
            case "_||_" -> either(of(left), of(right));
            case "_&&_" ->
                Stream.of(of(left), of(right)).flatMap(Optional::stream).min(Comparator.comparingInt(Needs::rank));
            case "_==_" ->
                field(left)
                        .or(() -> field(right))
                        .flatMap(field -> text(left)
                                .or(() -> text(right))
                                .map(text -> new Needs(Set.of(new Value(field, text)))));
            case "@in" -> field(left).flatMap(field -> texts(right, field));
            default -> Optional.empty();
        };
    }

    private static Optional<Needs> either(Optional<Needs> one, Optional<Needs> other) {
        return one.flatMap(first -> other.map(second -> {
            Set<Value> all = new HashSet<>(first.anyOf);
            all.addAll(second.anyOf);
            return new Needs(all);
        }));
    }

    private int rank() {
        return anyOf.stream().mapToInt(value -> rank(value.field)).max().orElse(0);
    }

    private static int rank(String field) {
        int found = TELLING.indexOf(field.startsWith(LABELS) ? LABELS : field);
        return found < 0 ? TELLING.size() : found;
    }

    private static Optional<String> field(CelExpr node) {
        if (node.getKind() != Kind.SELECT || node.select().testOnly()) {
            return Optional.empty();
        }
        CelExpr of = node.select().operand();
        String name = node.select().field();
        if (isAlert(of)) {
            return TELLING.contains(name) || name.equals("source") ? Optional.of(name) : Optional.empty();
        }
        boolean isLabel = of.getKind() == Kind.SELECT
                && of.select().field().equals("labels")
                && isAlert(of.select().operand());
        return isLabel ? Optional.of(LABELS + name) : Optional.empty();
    }

    private static boolean isAlert(CelExpr node) {
        return node.getKind() == Kind.IDENT && node.ident().name().equals("alert");
    }

    private static Optional<String> text(CelExpr node) {
        boolean isText = node.getKind() == Kind.CONSTANT && node.constant().getKind() == CelConstant.Kind.STRING_VALUE;
        return isText ? Optional.of(node.constant().stringValue()) : Optional.empty();
    }

    private static Optional<Needs> texts(CelExpr node, String field) {
        if (node.getKind() != Kind.LIST) {
            return Optional.empty();
        }
        List<Optional<String>> texts =
                node.list().elements().stream().map(Needs::text).toList();
        if (texts.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        Set<Value> values = new HashSet<>();
        texts.forEach(text -> values.add(new Value(field, text.orElseThrow())));
        return Optional.of(new Needs(values));
    }
}
