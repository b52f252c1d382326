package dev.firebreak.catalog.runbook;

import dev.firebreak.catalog.system.SystemDefinition;
import dev.firebreak.catalog.type.StepTypes;
import dev.firebreak.catalog.yaml.Schedules;
import dev.firebreak.catalog.yaml.Section;
import dev.firebreak.catalog.yaml.Value;
import dev.firebreak.model.remediation.StepKind;
import java.util.Map;
import java.util.Objects;

/** Reads a checklist's {@code spec}. */
public final class ChecklistReader {
    private final SystemDefinition system;
    private final StepTypes types;

    public ChecklistReader(SystemDefinition system, StepTypes types) {
        this.system = system;
        this.types = types;
    }

    public Checklist read(String file, String name, Section spec) {
        return new Checklist(
                system.name(),
                name,
                spec.requireText("title"),
                file,
                Schedules.cron(spec),
                Schedules.timezone(spec),
                spec.list("post").stream()
                        .map(it -> system.receivers()
                                .get(it.oneOf("receiver", system.receivers().keySet())))
                        .filter(Objects::nonNull)
                        .toList(),
                spec.requireList("items").stream().map(this::item).toList());
    }

    private Checklist.Item item(Value value) {
        try (Section item = value.section("an item")) {
            if (item.has("manual")) {
                return new Checklist.ManualItem(item.requireText("manual"));
            }
            String check = item.require("check")
                    .map(it -> it.oneOf("check type", types.names(StepKind.CHECK)))
                    .orElse("");
            var reader = new ParameterReader(system, system.services());
            var with = item.find("with");
            Parameters parameters = types.find(StepKind.CHECK, check)
                    .map(type -> reader.read(type, with, item.at(), system.names(), item.problems()))
                    .orElse(new Parameters(Map.of()));
            return new Checklist.CheckedItem(item.requireText("text"), check, parameters);
        }
    }
}
