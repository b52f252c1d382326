package dev.firebreak.catalog.runbook;

import dev.firebreak.catalog.system.SystemDefinition;
import dev.firebreak.catalog.type.StepTypes;
import dev.firebreak.catalog.yaml.Schedules;
import dev.firebreak.catalog.yaml.Section;
import dev.firebreak.catalog.yaml.Value;
import dev.firebreak.model.incident.Receiver;
import dev.firebreak.model.remediation.StepKind;
import java.util.LinkedHashMap;
import java.util.List;
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
                post(spec),
                spec.requireList("items").stream().map(this::item).toList());
    }

    /** The channels; the system's first one when none is written. Only Slack has something to tick items with. */
    private List<Receiver.Slack> post(Section spec) {
        Map<String, Receiver.Slack> channels = new LinkedHashMap<>();
        system.receivers().forEach((name, receiver) -> {
            if (receiver instanceof Receiver.Slack slack) {
                channels.put(name, slack);
            }
        });
        return spec.has("post")
                ? spec.list("post").stream()
                        .map(it -> channels.get(it.oneOf("Slack receiver", channels.keySet())))
                        .filter(Objects::nonNull)
                        .toList()
                : channels.values().stream().limit(1).toList();
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
                    .map(type -> reader.read(type, with, Parameters.NONE, item.at(), system.names(), item.problems()))
                    .orElse(Parameters.NONE);
            return new Checklist.CheckedItem(item.requireText("text"), check, parameters);
        }
    }
}
