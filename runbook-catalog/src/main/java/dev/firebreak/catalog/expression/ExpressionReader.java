package dev.firebreak.catalog.expression;

import dev.cel.common.types.CelKind;
import dev.firebreak.catalog.yaml.Problems;
import dev.firebreak.catalog.yaml.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads conditions and templates out of a file; what is wrong is told with its place in that file. */
public final class ExpressionReader {
    private static final int MOST_PIECES = 200;

    private static final Set<CelKind> SHOWABLE = Set.of(
            CelKind.STRING,
            CelKind.INT,
            CelKind.UINT,
            CelKind.DOUBLE,
            CelKind.BOOL,
            CelKind.TIMESTAMP,
            CelKind.DURATION,
            CelKind.DYN);

    private final Names names;

    public ExpressionReader(Names names) {
        this.names = names;
    }

    public Condition condition(Value value, Site site) {
        return condition(value, value.text(), site);
    }

    /** @param source what stands for the value's text, when that is a word with a meaning of its own */
    public Condition condition(Value value, String source, Site site) {
        if (!value.isText()) {
            return Condition.parse("false", site); // told already
        }
        Expression expression = compile(value, source, 0, site);
        if (expression != null && !Condition.isTrueOrFalse(expression)) {
            value.problems()
                    .add(value.at(), "an expression that gives " + typeOf(expression), "one that is true or false");
            expression = null;
        }
        return expression == null ? Condition.parse("false", site) : new Condition(expression);
    }

    public Expectation expectation(Value value) {
        return new Expectation(condition(value, value.text(), Site.ANSWER));
    }

    /** @param valid what the text may be, checked as far as it is written out; empty for anything */
    public TextExpression text(Value value, Site site, String what, Set<String> valid) {
        Expression expression = compile(value, value.text(), 0, site);
        if (expression == null) {
            return new TextExpression(constant("''", site));
        }
        if (expression.kind() != CelKind.STRING && expression.kind() != CelKind.DYN) {
            value.problems().add(value.at(), "an expression that gives " + typeOf(expression), "one that gives text");
        }
        if (!valid.isEmpty()) {
            References.possibleTexts(expression).stream()
                    .filter(text -> !valid.contains(text))
                    .forEach(text -> value.problems().addUnknown(value.at(), what, text, valid));
        }
        return new TextExpression(expression);
    }

    /** A list out of a message. */
    public DataExpression list(Value value, Site site) {
        return data(value, site, CelKind.LIST, "a list");
    }

    /** Named values out of a message. */
    public DataExpression members(Value value, Site site) {
        return data(value, site, CelKind.MAP, "a group of values");
    }

    private DataExpression data(Value value, Site site, CelKind kind, String expected) {
        Expression expression = value.isText() ? compile(value, value.text(), 0, site) : null;
        if (!value.isText()) {
            value.text(); // tells what it is instead
        }
        if (expression != null && expression.kind() != kind && expression.kind() != CelKind.DYN) {
            value.problems()
                    .add(value.at(), "an expression that gives " + typeOf(expression), "one that gives " + expected);
        }
        return new DataExpression(expression == null ? constant("''", site) : expression);
    }

    public Template template(Value value, Site site) {
        String source = value.anyScalar();
        List<Template.Part> parts = new ArrayList<>();
        List<TemplateSyntax.Piece> pieces = TemplateSyntax.split(source);
        if (pieces.size() > MOST_PIECES) {
            value.problems().add(value.at(), "text with " + pieces.size() + " parts", "at most " + MOST_PIECES);
            return Template.fixed(source);
        }
        for (TemplateSyntax.Piece piece : pieces) {
            switch (piece) {
                case TemplateSyntax.Text(String text) -> parts.add(new Template.Part.Fixed(text));
                case TemplateSyntax.Code(String code, int offset) -> {
                    Expression expression = compile(value, code, offset, site);
                    if (expression != null && isShowable(value, expression)) {
                        parts.add(new Template.Part.Computed(expression));
                    }
                }
                case TemplateSyntax.Unclosed(int offset) ->
                    value.problems().add(value.textAt(1, offset), "'${' without '}'", "'${expression}', or '$${'");
            }
        }
        return new Template(source, parts);
    }

    private static boolean isShowable(Value value, Expression expression) {
        boolean showable = SHOWABLE.contains(expression.kind());
        if (!showable) {
            value.problems().add(value.at(), "'${' with " + typeOf(expression), "text, a number or a time");
        }
        return showable;
    }

    private @Nullable Expression compile(Value value, String source, int offset, Site site) {
        Compiler.Compiled compiled = Compiler.compile(source, site);
        for (Compiler.Fault fault : compiled.faults()) {
            int column = fault.line() == 1 ? offset + fault.column() : 0;
            tell(value, fault, column);
        }
        Expression expression = compiled.expression();
        if (expression != null) {
            References.in(expression)
                    .forEach(reference -> names.of(reference.variable())
                            .filter(valid -> !valid.contains(reference.name()))
                            .ifPresent(valid -> value.problems()
                                    .addUnknown(
                                            value.textAt(1, offset + reference.offset()),
                                            singular(reference.variable()),
                                            reference.name(),
                                            valid.stream().sorted().toList())));
        }
        return expression;
    }

    private static void tell(Value value, Compiler.Fault fault, int column) {
        Problems problems = value.problems();
        String name = fault.name();
        String near = name == null ? null : Problems.nearest(name, fault.valid());
        problems.add(value.textAt(fault.line(), column), fault.found(), fault.expected(), near);
    }

    private static String singular(String variable) {
        return variable.equals("steps") ? "earlier step" : variable;
    }

    private static String typeOf(Expression expression) {
        return switch (expression.kind()) {
            case STRING -> "text";
            case INT, UINT, DOUBLE -> "a number";
            case BOOL -> "true or false";
            case DURATION -> "a duration";
            case TIMESTAMP -> "a time";
            case LIST -> "a list";
            case MAP, STRUCT -> "a group of values";
            default -> "something else";
        };
    }

    private static Expression constant(String source, Site site) {
        Expression expression = Compiler.compile(source, site).expression();
        if (expression == null) {
            throw new IllegalStateException(source + " does not compile");
        }
        return expression;
    }
}
