package dev.firebreak.catalog.schema;

import static dev.firebreak.catalog.schema.Shape.duration;
import static dev.firebreak.catalog.schema.Shape.either;
import static dev.firebreak.catalog.schema.Shape.expression;
import static dev.firebreak.catalog.schema.Shape.flag;
import static dev.firebreak.catalog.schema.Shape.integer;
import static dev.firebreak.catalog.schema.Shape.list;
import static dev.firebreak.catalog.schema.Shape.name;
import static dev.firebreak.catalog.schema.Shape.named;
import static dev.firebreak.catalog.schema.Shape.oneOrList;
import static dev.firebreak.catalog.schema.Shape.text;
import static dev.firebreak.catalog.schema.Shape.words;

import dev.firebreak.catalog.runbook.Otherwise;
import dev.firebreak.catalog.type.Parameter;
import dev.firebreak.catalog.type.ParameterKind;
import dev.firebreak.catalog.type.StepType;
import dev.firebreak.catalog.type.StepTypes;
import dev.firebreak.model.remediation.StepKind;
import dev.firebreak.model.remediation.StepMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Steps, with the parameters of every check and action of the table of types. */
final class StepShapes {
    private final StepTypes types;

    StepShapes(StepTypes types) {
        this.types = types;
    }

    Shape step() {
        Shape link = either(text(), Keys.of("title", text()).and("href", text()).section("title", "href"));
        Shape step = Keys.of("id", name())
                .and("if", expression())
                .and("check", words(types.names(StepKind.CHECK)))
                .and("action", words(types.names(StepKind.ACTION)))
                .and("wait", duration())
                .and("manual", text())
                .and("with", named(new Shape(Map.of())))
                .and("otherwise", words(Otherwise.class))
                .and("mode", words(StepMode.class).byDefault("approve"))
                .and("trust", trust())
                .and("approve", approval())
                .and("limits", limits())
                .and("verify", Shape.reference("verify"))
                .and("undo", Shape.reference("undo"))
                .and("links", list(link))
                .section("id")
                .withOneOf(List.of("check", "action", "wait", "manual"));
        return typed(typed(step, StepKind.CHECK), StepKind.ACTION);
    }

    Shape verify() {
        return typed(
                Keys.of("check", words(types.names(StepKind.CHECK)))
                        .and("with", named(new Shape(Map.of())))
                        .and("consecutive", integer(1, 100).byDefault(1))
                        .and("every", duration().byDefault("10s"))
                        .and("within", duration().byDefault("2m"))
                        .section("check"),
                StepKind.CHECK);
    }

    /** Without a target of its own it means the step's. */
    Shape undo() {
        Shape undo = Keys.of("action", words(types.names(StepKind.ACTION)))
                .and("with", named(new Shape(Map.of())))
                .section("action");
        for (StepType type : types.all()) {
            if (type.kind() == StepKind.ACTION) {
                Shape with = parameters(type, StepShapes::isOfItsOwn);
                undo = undo.when("action", type.name(), Map.of("with", with), needed(type, StepShapes::isOfItsOwn));
            }
        }
        return undo;
    }

    private static boolean isOfItsOwn(Parameter parameter) {
        return parameter.kind() != ParameterKind.TARGET;
    }

    Shape checkedItem() {
        return typed(
                Keys.of("check", words(types.names(StepKind.CHECK)))
                        .and("with", named(new Shape(Map.of())))
                        .and("text", text())
                        .and("manual", text())
                        .section()
                        .withOneOf(List.of("check", "manual")),
                StepKind.CHECK);
    }

    private Shape typed(Shape step, StepKind kind) {
        Shape typed = step;
        for (StepType type : types.all()) {
            if (type.kind() == kind) {
                typed = typed.when(
                        kind.word(),
                        type.name(),
                        Map.of("with", Shape.reference(definition(type))),
                        needed(type, parameter -> true));
            }
        }
        return typed;
    }

    /** {@code with} itself is needed as soon as something in it is. */
    private static List<String> needed(StepType type, Predicate<Parameter> isAsked) {
        boolean isNeeded = type.parameters().stream().anyMatch(it -> it.required() && isAsked.test(it))
                || !type.exactlyOneOf().isEmpty();
        return isNeeded ? List.of("with") : List.of();
    }

    /** {@code with} of each type, by its definition's name. */
    Map<String, Shape> parameters() {
        Map<String, Shape> all = new LinkedHashMap<>();
        types.all().forEach(type -> all.put(definition(type), parameters(type)));
        return all;
    }

    private static String definition(StepType type) {
        return type.kind().word() + "." + type.name();
    }

    private static Shape parameters(StepType type) {
        return parameters(type, parameter -> true);
    }

    /** @param isAsked whether a required one has to be given here */
    private static Shape parameters(StepType type, Predicate<Parameter> isAsked) {
        Map<String, Shape> keys = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (Parameter parameter : type.parameters()) {
            keys.put(parameter.name(), parameter(parameter));
            if (parameter.required() && isAsked.test(parameter)) {
                required.add(parameter.name());
            }
        }
        Shape parameters = Shape.section(keys, required.toArray(String[]::new));
        for (List<String> group : type.exactlyOneOf()) {
            parameters = parameters.withOneOf(group);
        }
        return parameters;
    }

    private static Shape parameter(Parameter parameter) {
        Shape shape = switch (parameter.kind()) {
            case TEXT, URL -> text();
            case INTEGER -> integer(0, Integer.MAX_VALUE);
            case INTEGERS -> oneOrList(integer(0, Integer.MAX_VALUE));
            case BOOLEAN -> flag();
            case DURATION -> duration();
            case TEXTS -> named(text());
            case TARGET -> text().about("a target of the service");
            case RECEIVER -> text().about("a receiver of the system");
            case THRESHOLD -> text().about("a threshold of the system");
            case EXPECTATION -> expression().about("CEL over status and body");
        };
        return parameter.defaultValue() == null ? shape : shape.byDefault(parameter.defaultValue());
    }

    private static Shape trust() {
        return Keys.of("promoteAfter", integer(1, 1_000).byDefault(5))
                .and("upTo", words(StepMode.class).byDefault("auto"))
                .section();
    }

    private static Shape approval() {
        Shape person = new Shape(Shape.ordered("type", "string", "pattern", "^@\\S{1,100}$"));
        return Keys.of("by", list(either(words(List.of("responders", "admins")), person)))
                .and("within", duration())
                .and("people", integer(1, 5).byDefault(1))
                .section();
    }

    private static Shape limits() {
        Shape max = Keys.of("count", integer(1, 1_000).byDefault(1))
                .and("within", duration())
                .section("within");
        return Keys.of("cooldown", duration()).and("max", max).section();
    }
}
