package dev.firebreak.catalog.markdown;

import dev.firebreak.model.remediation.StepKind;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Runbooks and checklists as files. */
final class RunbookText {
    private final String system;

    RunbookText(String system) {
        this.system = system;
    }

    String runbook(Drafted draft) {
        var text = new StringBuilder(head(draft.at(), draft.path(), "Runbook", draft.name(), draft.title()));
        draft.unsure().forEach(it -> text.append(YamlText.comment("unsure: " + it, 2)));
        draft.rules()
                .forEach(rule ->
                        text.append(YamlText.comment(rule.at() + " " + rule.path() + "\n" + rule.written(), 2)));
        text.append("  when:\n");
        draft.when().forEach(it -> text.append("    - ").append(it).append('\n'));
        if (!draft.threshold().isEmpty()) {
            text.append("  threshold: ").append(draft.threshold()).append('\n');
        }
        text.append("  level: ").append(YamlText.flow(draft.level())).append("\n  steps:\n");
        draft.steps().forEach(step -> text.append(step(step, draft.at().source())));
        return text.toString();
    }

    private static String step(DraftStep step, String source) {
        return switch (step) {
            case DraftStep.Manual manual -> {
                String links = manual.links().isEmpty()
                        ? ""
                        : "      links: ["
                                + manual.links().stream().map(YamlText::quoted).collect(Collectors.joining(", "))
                                + "]\n";
                yield "    - id: " + YamlText.flow(manual.id()) + "\n      manual: "
                        + YamlText.text(Plain.literal(manual.text()), 6) + "\n" + links;
            }
            case DraftStep.Typed typed -> typed(typed, source);
        };
    }

    private static String typed(DraftStep.Typed step, String source) {
        KnownCommand.Use use = step.use();
        boolean isAction = use.kind() == StepKind.ACTION;
        var text = new StringBuilder(YamlText.comment(source + ":" + step.line() + "\n" + step.written(), 4));
        if (!use.remark().isEmpty()) {
            text.append(YamlText.comment("unsure: " + use.remark(), 4));
        }
        text.append("    - id: ").append(YamlText.flow(step.id())).append('\n');
        if (step.condition() != null) {
            text.append("      if: ").append(step.condition()).append('\n');
        }
        text.append(isAction ? "      action: " : "      check: ")
                .append(use.type())
                .append('\n');
        if (!use.with().isEmpty()) {
            text.append("      with: ").append(flow(use.with())).append('\n');
        }
        if (isAction) {
            text.append("      mode: approve\n");
        }
        if (use.verify() != null) {
            text.append("      verify: ").append(use.verify()).append('\n');
        }
        return text.toString();
    }

    private static String flow(Map<String, String> values) {
        return values.entrySet().stream()
                .map(it -> it.getKey() + ": " + it.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    String checklist(String name, Sorting.Placed checklist) {
        Chapter chapter = checklist.chapter();
        ChecklistText.Read read = ChecklistText.of(chapter);
        String when = chapter.title() + " " + checklist.path();
        boolean isTimeWritten = chapter.title().matches("(?i).*\\d.*(?:am|pm|uhr|utc|:).*");
        var text = new StringBuilder(head(
                new Place(chapter.source(), chapter.line()), checklist.path(), "Checklist", name, chapter.title()));
        read.intro().forEach(it -> text.append(YamlText.comment(it, 2)));
        if (!isTimeWritten) {
            text.append(YamlText.comment("unsure: the time of day is not written", 2));
        }
        text.append("  schedule: ")
                .append(YamlText.quoted(Times.schedule(when)))
                .append("\n  timezone: UTC\n  post: [incidents]\n  items:\n");
        if (read.items().isEmpty()) {
            text.append("    - manual: ")
                    .append(YamlText.text(chapter.title(), 6))
                    .append('\n');
        }
        read.items()
                .forEach(item -> text.append(
                        item.toLowerCase(Locale.ROOT).matches("(?s).*\\bunacknowledged\\b.*")
                                ? "    - {check: incidents.unacknowledged, text: " + YamlText.quoted(item) + "}\n"
                                : "    - manual: " + YamlText.text(item, 6) + "\n"));
        return text.toString();
    }

    private String head(Place at, String path, String kind, String name, String title) {
        return YamlText.comment(
                        "Imported from " + at.source() + ", line " + at.line() + (path.isEmpty() ? "." : ": " + path),
                        0)
                + "apiVersion: firebreak.dev/v1\nkind: " + kind + "\nmetadata: {system: " + YamlText.flow(system)
                + ", name: "
                + YamlText.flow(name) + "}\nspec:\n  title: " + YamlText.text(title, 2) + "\n";
    }
}
