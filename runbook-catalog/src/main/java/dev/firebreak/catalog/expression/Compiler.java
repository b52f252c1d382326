package dev.firebreak.catalog.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses and type-checks CEL. All limits on what an expression may cost are set here. */
final class Compiler {
    static final int LONGEST = 4_000;

    private static final CelOptions LIMITS = CelOptions.current()
            .maxExpressionCodePointSize(LONGEST)
            .maxParseRecursionDepth(40)
            .comprehensionMaxIterations(10_000)
            .maxRegexProgramSize(1_000)
            .enableHeterogeneousNumericComparisons(true)
            .build();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.plannerRuntimeBuilder().setOptions(LIMITS).build();
    private static final Map<Site, CelCompiler> COMPILERS = new ConcurrentHashMap<>();

    private static final int MOST_KEPT = 4_000;
    /** A catalogue says many things more than once, and all of them again at each reload. The checker is what takes time. */
    private static final Map<Key, Compiled> KEPT = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Compiled> eldest) {
            return size() > MOST_KEPT;
        }
    });

    private record Key(String source, Site site) {}

    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']*)'.*", Pattern.DOTALL);
    private static final Pattern NO_FIELD = Pattern.compile("undefined field '([^']*)'.*", Pattern.DOTALL);

    /** @param column counts from 0, the line from 1 */
    record Fault(
            int line,
            int column,
            String found,
            String expected,
            @Nullable String name,
            List<String> valid) {}

    /** Either an expression or faults. */
    record Compiled(@Nullable Expression expression, List<Fault> faults) {}

    private Compiler() {}

    /** The same expression is the same object, which holds no state. */
    static Compiled compile(String source, Site site) {
        Key key = new Key(source, site);
        @Nullable Compiled kept = KEPT.get(key);
        if (kept != null) {
            return kept;
        }
        Compiled compiled = compiled(source, site);
        if (source.length() <= LONGEST) { // what is longer is none, and would only take room
            KEPT.put(key, compiled);
        }
        return compiled;
    }

    private static Compiled compiled(String source, Site site) {
        CelValidationResult result =
                COMPILERS.computeIfAbsent(site, Compiler::compiler).compile(source);
        if (result.hasError()) {
            return new Compiled(
                    null, result.getErrors().stream().map(it -> fault(it, site)).toList());
        }
        try {
            CelAbstractSyntaxTree ast = result.getAst();
            return new Compiled(new Expression(source, ast, RUNTIME.createProgram(ast)), List.of());
        } catch (CelValidationException | CelEvaluationException e) {
            return new Compiled(
                    null, List.of(new Fault(1, 0, "this expression", "valid CEL: " + e.getMessage(), null, List.of())));
        }
    }

    private static Fault fault(CelIssue issue, Site site) {
        int line = Math.max(1, issue.getSourceLocation().getLine());
        int column = Math.max(0, issue.getSourceLocation().getColumn());
        Matcher undeclared = UNDECLARED.matcher(issue.getMessage());
        if (undeclared.matches()) {
            String name = undeclared.group(1);
            return new Fault(
                    line,
                    column,
                    "'" + name + "'",
                    "one of " + String.join(", ", site.variables()) + ", or a function of CEL",
                    name,
                    site.variables());
        }
        Matcher noField = NO_FIELD.matcher(issue.getMessage());
        if (noField.matches()) {
            String name = noField.group(1);
            return new Fault(
                    line, column + 1, "'" + name + "'", "a field that exists", name, new ArrayList<>(Words.fields()));
        }
        return new Fault(line, column, "bad CEL", shortened(issue.getMessage()), null, List.of());
    }

    private static String shortened(String message) {
        String line = message.lines()
                .findFirst()
                .orElse("")
                .replaceAll("\\(candidates: .*", "")
                .strip();
        return "a valid expression (" + (line.length() > 200 ? line.substring(0, 197) + "..." : line) + ")";
    }

    private static CelCompiler compiler(Site site) {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(LIMITS)
                .setTypeProvider(new Words())
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS);
        site.variables().forEach(variable -> builder.addVar(variable, Words.typeOf(variable)));
        return builder.build();
    }
}
