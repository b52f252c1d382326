package dev.firebreak.catalog.type;

import dev.firebreak.catalog.system.Target;
import dev.firebreak.model.remediation.StepKind;
import dev.firebreak.model.wire.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The checks and actions as a file. It is written from what remediation-service's classes declare, so that whoever only
 * validates a catalogue needs none of their code.
 */
public final class StepTable {
    /** On the class path. */
    public static final String FILE = "/catalog/step-types.json";

    private record Row(
            String name,
            StepKind kind,
            boolean needsVerify,
            List<List<String>> exactlyOneOf,
            List<Column> parameters) {}

    private record Column(
            String name,
            ParameterKind kind,
            boolean required,
            @Nullable String defaultValue,
            List<String> targets) {}

    private StepTable() {}

    static List<StepType> read() {
        try (InputStream file = Objects.requireNonNull(StepTable.class.getResourceAsStream(FILE), FILE)) {
            return Arrays.stream(Wire.read(file.readAllBytes(), Row[].class))
                    .map(StepTable::type)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
    }

    /** One line for each type, in an order of its own: the same types give the same text. */
    public static String write(List<StepType> types) {
        return types.stream()
                .sorted(Comparator.comparing(StepType::kind).thenComparing(StepType::name))
                .map(type -> Wire.JSON.writeValueAsString(row(type)))
                .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    private static Row row(StepType type) {
        return new Row(
                type.name(),
                type.kind(),
                type.needsVerify(),
                type.exactlyOneOf(),
                type.parameters().stream().map(StepTable::column).toList());
    }

    private static Column column(Parameter parameter) {
        return new Column(
                parameter.name(),
                parameter.kind(),
                parameter.required(),
                parameter.defaultValue(),
                parameter.targets().stream().map(Class::getSimpleName).sorted().toList());
    }

    private static StepType type(Row row) {
        return new StepType(
                row.name(),
                row.kind(),
                row.parameters().stream().map(StepTable::parameter).toList(),
                row.exactlyOneOf(),
                row.needsVerify());
    }

    private static Parameter parameter(Column column) {
        return new Parameter(
                column.name(),
                column.kind(),
                column.required(),
                column.defaultValue(),
                column.targets().stream().map(StepTable::target).collect(Collectors.toSet()));
    }

    private static Class<? extends Target> target(String name) {
        return Arrays.stream(Target.class.getPermittedSubclasses())
                .filter(kind -> kind.getSimpleName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(FILE + " names no known kind of target: " + name))
                .asSubclass(Target.class);
    }
}
