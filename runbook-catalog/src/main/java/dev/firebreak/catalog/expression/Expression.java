package dev.firebreak.catalog.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelErrorCode;
import dev.cel.common.types.CelKind;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compiled CEL. Evaluating it is safe from any thread, ends, and costs no more than the compiler's limits allow. */
final class Expression {
    private static final Pattern MISSING_KEY = Pattern.compile(".*key '([^']*)' is not present.*", Pattern.DOTALL);

    private final String source;
    private final CelAbstractSyntaxTree ast;
    private final Program program;
    private final @Nullable FieldPath path;

    Expression(String source, CelAbstractSyntaxTree ast, Program program) {
        this.source = source;
        this.ast = ast;
        this.program = program;
        this.path = FieldPath.of(ast).orElse(null);
    }

    String source() {
        return source;
    }

    CelAbstractSyntaxTree ast() {
        return ast;
    }

    CelKind kind() {
        return ast.getResultType().kind();
    }

    /** @throws UnresolvedException when something it refers to has no value, or it cannot be computed */
    Object evaluate(Map<String, Object> variables) {
        if (path != null) {
            return path.follow(variables, source);
        }
        try {
            return program.eval(variables);
        } catch (CelEvaluationException e) {
            throw new UnresolvedException(reason(e) + " in " + source);
        } catch (RuntimeException e) { // a value that CEL has no type for, such as one deep inside a strange answer
            throw new UnresolvedException("cannot be computed (" + e.getMessage() + ") in " + source);
        }
    }

    private static String reason(CelEvaluationException e) {
        String message = String.valueOf(e.getMessage());
        if (e.getErrorCode() == CelErrorCode.ATTRIBUTE_NOT_FOUND) {
            Matcher matcher = MISSING_KEY.matcher(message);
            return matcher.matches() ? "there is no value for '" + matcher.group(1) + "'" : "there is no value";
        }
        return message.replaceFirst("^evaluation error( at <input>:\\d+)?: ", "");
    }
}
