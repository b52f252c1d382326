package dev.firebreak.catalog.runbook;

import dev.firebreak.catalog.expression.Expectation;
import dev.firebreak.catalog.expression.ExpressionReader;
import dev.firebreak.catalog.expression.Names;
import dev.firebreak.catalog.expression.Site;
import dev.firebreak.catalog.expression.Template;
import dev.firebreak.catalog.runbook.Parameters.Given;
import dev.firebreak.catalog.system.ServiceDefinition;
import dev.firebreak.catalog.system.SystemDefinition;
import dev.firebreak.catalog.system.Target;
import dev.firebreak.catalog.system.Threshold;
import dev.firebreak.catalog.type.Parameter;
import dev.firebreak.catalog.type.ParameterKind;
import dev.firebreak.catalog.type.StepType;
import dev.firebreak.catalog.yaml.Durations;
import dev.firebreak.catalog.yaml.Position;
import dev.firebreak.catalog.yaml.Problems;
import dev.firebreak.catalog.yaml.Section;
import dev.firebreak.catalog.yaml.Value;
import dev.firebreak.model.incident.Receiver;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Reads {@code with:} as the check's or action's type declares it. */
final class ParameterReader {
    private final SystemDefinition system;
    private final List<ServiceDefinition> services;

    /** @param services those that the runbook may run for */
    ParameterReader(SystemDefinition system, List<ServiceDefinition> services) {
        this.system = system;
        this.services = services;
    }

    /**
     * @param step parameters of the step that this belongs to; where it names no target of its own, theirs is meant
     * @param at the step, for what is missing altogether
     */
    Parameters read(StepType type, Optional<Value> with, Parameters step, Position at, Names names, Problems problems) {
        var expressions = new ExpressionReader(names);
        Map<String, Given> given = new LinkedHashMap<>(targets(type, step));
        Set<String> known = Set.copyOf(given.keySet());
        if (with.isPresent()) {
            try (Section section = with.get().section("the parameters of " + type.name())) {
                type.parameters()
                        .forEach(parameter -> section.find(parameter.name())
                                .ifPresent(value -> read(parameter, value, expressions)
                                        .ifPresent(it -> given.put(parameter.name(), it))));
                tellMissing(type, name -> known.contains(name) || section.has(name), section.at(), problems);
            }
        } else {
            tellMissing(type, known::contains, at, problems);
        }
        type.parameters().stream()
                .filter(parameter -> parameter.defaultValue() != null)
                .forEach(parameter -> given.computeIfAbsent(parameter.name(), name -> byDefault(parameter)));
        return new Parameters(given);
    }

    /** Those of the step that this type could have as well, under the same name. */
    private Map<String, Given> targets(StepType type, Parameters step) {
        Map<String, Given> targets = new LinkedHashMap<>();
        for (Parameter parameter : type.parameters()) {
            if (parameter.kind() == ParameterKind.TARGET
                    && step.given().get(parameter.name()) instanceof Given.TargetName target
                    && services.stream()
                            .allMatch(service -> fitting(parameter, service).contains(target.name()))) {
                targets.put(parameter.name(), target);
            }
        }
        return targets;
    }

    private static void tellMissing(StepType type, Predicate<String> isGiven, Position at, Problems problems) {
        type.parameters().stream()
                .filter(parameter -> parameter.required() && !isGiven.test(parameter.name()))
                .forEach(parameter -> problems.add(
                        at,
                        type.name() + " without '" + parameter.name() + "'",
                        "the parameter '" + parameter.name() + "'"));
        for (List<String> group : type.exactlyOneOf()) {
            long count = group.stream().filter(isGiven).count();
            if (count != 1) {
                problems.add(at, count + " of " + String.join(", ", group), "exactly one of them for " + type.name());
            }
        }
    }

    private Optional<Given> read(Parameter parameter, Value value, ExpressionReader expressions) {
        return switch (parameter.kind()) {
            case TEXT -> Optional.of(new Given.Text(expressions.template(value, Site.STEP)));
            case URL -> Optional.of(new Given.Text(url(value, expressions)));
            case INTEGER -> Optional.of(new Given.Whole(value.integer(0, Integer.MAX_VALUE)));
            case INTEGERS ->
                Optional.of(new Given.Wholes(value.listOrOne().stream()
                        .map(it -> (int) it.integer(0, Integer.MAX_VALUE))
                        .toList()));
            case BOOLEAN -> Optional.of(new Given.Flag(value.flag()));
            case DURATION -> Optional.of(new Given.Time(value.duration()));
            case TEXTS -> Optional.of(new Given.Texts(texts(value, expressions)));
            case TARGET -> Optional.of(target(parameter, value));
            case RECEIVER -> {
                Receiver receiver = system.receivers()
                        .get(value.oneOf("receiver", system.receivers().keySet()));
                yield Optional.ofNullable(receiver).map(Given.ToReceiver::new);
            }
            case THRESHOLD -> {
                Threshold threshold = system.thresholds()
                        .get(value.oneOf("threshold", system.thresholds().keySet()));
                yield Optional.ofNullable(threshold).map(Given.ByThreshold::new);
            }
            case EXPECTATION -> Optional.of(new Given.Expecting(expressions.expectation(value)));
        };
    }

    private static Template url(Value value, ExpressionReader expressions) {
        Template template = expressions.template(value, Site.STEP);
        if (template.isFixed() && value.isText() && !template.source().matches("https?://[^\\s/@]+(/\\S*)?")) {
            value.problems()
                    .add(value.at(), Problems.quoted(template.source()), "an address such as https://host/path");
        }
        return template;
    }

    private static Map<String, Template> texts(Value value, ExpressionReader expressions) {
        Map<String, Template> texts = new LinkedHashMap<>();
        value.named("entry").forEach((name, text) -> texts.put(name, expressions.template(text, Site.STEP)));
        return texts;
    }

    /** Every service that the runbook may run for has to have the target: a step must not find out at night. */
    private Given target(Parameter parameter, Value value) {
        String name = value.text();
        var valid = new TreeSet<String>();
        services.forEach(service -> fitting(parameter, service).forEach(valid::add));
        if (value.isText() && !valid.contains(name)) {
            String kinds = parameter.targets().stream()
                    .map(kind -> kind.getSimpleName())
                    .sorted()
                    .collect(Collectors.joining(" or "));
            value.problems().addUnknown(value.at(), kinds + " target", name, valid);
        } else if (value.isText()) {
            services.stream()
                    .filter(service -> !fitting(parameter, service).contains(name))
                    .findFirst()
                    .ifPresent(service -> value.problems()
                            .add(
                                    value.at(),
                                    "'" + name + "', which service " + service.name() + " does not have",
                                    "a target of every service that this is for: limit them with 'services'"));
        }
        return new Given.TargetName(name);
    }

    private static Set<String> fitting(Parameter parameter, ServiceDefinition service) {
        return service.targets().values().stream()
                .filter(target -> fits(parameter, target))
                .map(Target::name)
                .collect(Collectors.toSet());
    }

    private static boolean fits(Parameter parameter, Target target) {
        return parameter.targets().stream().anyMatch(kind -> kind.isInstance(target));
    }

    private static Given byDefault(Parameter parameter) {
        String text = String.valueOf(parameter.defaultValue());
        return switch (parameter.kind()) {
            case INTEGER -> new Given.Whole(Long.parseLong(text));
            case INTEGERS ->
                new Given.Wholes(
                        Arrays.stream(text.split(",", -1)).map(Integer::valueOf).toList());
            case BOOLEAN -> new Given.Flag(Boolean.parseBoolean(text));
            case DURATION -> new Given.Time(Durations.parse(text).orElseThrow());
            case EXPECTATION -> new Given.Expecting(Expectation.parse(text));
            case TEXT, URL -> new Given.Text(Template.fixed(text));
            case TEXTS, TARGET, RECEIVER, THRESHOLD ->
                throw new IllegalStateException("parameter " + parameter.name() + " can have no default");
        };
    }
}
