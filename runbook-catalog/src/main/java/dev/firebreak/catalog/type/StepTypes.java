package dev.firebreak.catalog.type;

import dev.firebreak.model.remediation.StepKind;
import java.util.List;
import java.util.Optional;

/** The checks and actions that a catalogue may use. */
public record StepTypes(List<StepType> all) {
    public StepTypes {
        all = List.copyOf(all);
    }

    /** Those of Firebreak itself, as remediation-service's classes declare them. */
    public static StepTypes standard() {
        return Standard.TYPES;
    }

    private static final class Standard {
        static final StepTypes TYPES = new StepTypes(StepTable.read());
    }

    public Optional<StepType> find(StepKind kind, String name) {
        return all.stream()
                .filter(type -> type.kind() == kind && type.name().equals(name))
                .findFirst();
    }

    public List<String> names(StepKind kind) {
        return all.stream()
                .filter(type -> type.kind() == kind)
                .map(StepType::name)
                .toList();
    }
}
