package dev.firebreak.remediation.action;

import dev.firebreak.catalog.type.Parameter;
import dev.firebreak.catalog.type.StepType;
import dev.firebreak.remediation.check.Check;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** docs/actions.md: what people wrote up to a mark, and below it what the checks and actions say of themselves. */
final class ActionGuide {
    private static final String MARK = "<!-- From here on written from the classes: see StepTypesTest. -->\n";

    private ActionGuide() {}

    static String write(String present, List<Action> actions, List<Check> checks) {
        String byHand = present.substring(0, present.indexOf(MARK) + MARK.length());
        return byHand
                + "\n## Actions\n\n"
                + actions.stream().map(ActionGuide::action).collect(Collectors.joining("\n"))
                + "\n## Checks\n\n"
                + checks.stream().map(ActionGuide::check).collect(Collectors.joining("\n"));
    }

    private static String action(Action action) {
        Guide guide = action.guide();
        return "### `" + action.type() + "`\n"
                + parameters(action.declares())
                + "\n| | |\n|---|---|\n"
                + row("Effect", guide.effect())
                + row("Touches", guide.touches())
                + row("Limits", guide.limits())
                + row("Seen by", guide.observed())
                + row("May be sent again", guide.repeat())
                + row(
                        "Undone by",
                        action.undoneWith()
                                .map(it -> "`" + it + "`, to what was before")
                                .orElse("nothing"))
                + row("Budget of rollbacks", action.isRollback() ? "counts" : "does not count")
                + row(
                        "Settles",
                        "seen after " + text(action.settling()) + " at the earliest; given "
                                + text(action.confirmation().within()) + " to be carried out")
                + row(
                        "By itself (`auto`)",
                        action.declares().needsVerify()
                                ? "needs `verify`"
                                : "without `verify`: it is words for people");
    }

    private static String check(Check check) {
        return "### `" + check.type() + "`\n" + check.sees() + "\n" + parameters(check.declares());
    }

    private static String parameters(StepType type) {
        if (type.parameters().isEmpty()) {
            return "";
        }
        String rows = type.parameters().stream()
                .map(it -> "| `" + it.name() + "` | " + kind(it) + " | " + need(it) + " |\n")
                .collect(Collectors.joining());
        String oneOf = type.exactlyOneOf().stream()
                .map(names -> "\nExactly one of "
                        + names.stream().map(it -> "`" + it + "`").collect(Collectors.joining(", ")) + ".\n")
                .collect(Collectors.joining());
        return "\n| parameter | takes | |\n|---|---|---|\n" + rows + oneOf;
    }

    private static String kind(Parameter parameter) {
        String targets =
                parameter.targets().stream().map(Class::getSimpleName).sorted().collect(Collectors.joining(" or "));
        String kind = parameter.kind().name().toLowerCase(Locale.ROOT);
        return targets.isEmpty() ? kind : kind + ": " + targets;
    }

    private static String need(Parameter parameter) {
        if (parameter.required()) {
            return "required";
        }
        return parameter.defaultValue() == null ? "" : "`" + parameter.defaultValue() + "` unless given";
    }

    private static String row(String name, String text) {
        return "| " + name + " | " + text + " |\n";
    }

    private static String text(Duration duration) {
        return duration.toSeconds() < 120 ? duration.toSeconds() + " s" : duration.toMinutes() + " min";
    }
}
