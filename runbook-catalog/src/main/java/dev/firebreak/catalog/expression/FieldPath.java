package dev.firebreak.catalog.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An expression that only names a field, such as {@code event.data.host}. Most of a mapping's are, and most of those have
 * no value in a given message, which CEL tells by an exception with a stack trace: walking the maps ourselves is a hundred
 * times cheaper.
 */
record FieldPath(List<String> names) {
    FieldPath {
        names = List.copyOf(names);
    }

    /** Empty when the expression is more than that. */
    static Optional<FieldPath> of(CelAbstractSyntaxTree ast) {
        List<String> backwards = new ArrayList<>();
        CelExpr node = ast.getExpr();
        while (node.getKind() == CelExpr.ExprKind.Kind.SELECT && !node.select().testOnly()) {
            backwards.add(node.select().field());
            node = node.select().operand();
        }
        if (node.getKind() != CelExpr.ExprKind.Kind.IDENT || backwards.isEmpty()) {
            return Optional.empty();
        }
        backwards.add(node.ident().name());
        return Optional.of(new FieldPath(backwards.reversed()));
    }

    /** @throws UnresolvedException when it leads nowhere */
    Object follow(Map<String, Object> variables, String source) {
        Object value = variables;
        for (String name : names) {
            Object next = value instanceof Map<?, ?> members ? members.get(name) : null;
            if (next == null) {
                throw new UnresolvedException("there is no value for '" + name + "' in " + source);
            }
            value = next;
        }
        return value;
    }
}
