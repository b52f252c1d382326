package dev.firebreak.catalog.expression;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which names of the team's an expression refers to: {@code steps['rollback']} and {@code target.health} alike. */
final class References {
    /** @param offset of the reference in the source, in characters */
    record Reference(String variable, String name, int offset) {}

    private References() {}

    static List<Reference> in(Expression expression) {
        CelNavigableAst ast = CelNavigableAst.fromAst(expression.ast());
        return ast.getRoot()
                .allNodes()
                .map(CelNavigableExpr::expr)
                .flatMap(node -> reference(expression, node).stream())
                .toList();
    }

    /** Texts that the expression may come to, as far as they are written out: a constant, or both sides of ?:. */
    static List<String> possibleTexts(Expression expression) {
        return texts(expression.ast().getExpr()).toList();
    }

    private static Stream<String> texts(CelExpr node) {
        if (node.getKind() == CelExpr.ExprKind.Kind.CONSTANT) {
            return text(node).stream();
        }
        boolean isChoice = node.getKind() == CelExpr.ExprKind.Kind.CALL
                && node.call().function().equals("_?_:_");
        return isChoice
                ? Stream.concat(
                        texts(node.call().args().get(1)),
                        texts(node.call().args().get(2)))
                : Stream.empty();
    }

    private static Optional<Reference> reference(Expression expression, CelExpr node) {
        return switch (node.getKind()) {
            case SELECT ->
                variable(node.select().operand())
                        .map(variable ->
                                at(expression, node, variable, node.select().field()));
            case CALL ->
                node.call().function().equals("_[_]")
                        ? variable(node.call().args().get(0))
                                .flatMap(variable -> text(node.call().args().get(1))
                                        .map(name -> at(expression, node, variable, name)))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Reference at(Expression expression, CelExpr node, String variable, String name) {
        Integer offset = expression.ast().getSource().getPositionsMap().get(node.id());
        return new Reference(variable, name, offset == null ? 0 : offset);
    }

    private static Optional<String> variable(CelExpr node) {
        return node.getKind() == CelExpr.ExprKind.Kind.IDENT
                ? Optional.of(node.ident().name())
                : Optional.empty();
    }

    private static Optional<String> text(CelExpr node) {
        return node.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                        && node.constant().getKind() == CelConstant.Kind.STRING_VALUE
                ? Optional.of(node.constant().stringValue())
                : Optional.empty();
    }
}
