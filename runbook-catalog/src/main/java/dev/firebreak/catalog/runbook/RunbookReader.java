package dev.firebreak.catalog.runbook;

import dev.firebreak.catalog.expression.ExpressionReader;
import dev.firebreak.catalog.expression.Names;
import dev.firebreak.catalog.expression.Site;
import dev.firebreak.catalog.system.ServiceDefinition;
import dev.firebreak.catalog.system.SeverityLevel;
import dev.firebreak.catalog.system.SystemDefinition;
import dev.firebreak.catalog.type.StepTypes;
import dev.firebreak.catalog.yaml.Section;
import dev.firebreak.catalog.yaml.Value;
import dev.firebreak.model.RunbookRef;
import dev.firebreak.model.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a runbook's {@code spec}. */
public final class RunbookReader {
    private static final List<CorrelationPart> USUAL_CORRELATION =
            List.of(CorrelationPart.Word.RUNBOOK, CorrelationPart.Word.SERVICE);

    private final SystemDefinition system;
    private final StepTypes types;
    private final ExpressionReader expressions;

    public RunbookReader(SystemDefinition system, StepTypes types) {
        this.system = system;
        this.types = types;
        this.expressions = new ExpressionReader(system.names());
    }

    public Runbook read(String file, String name, Section spec) {
        List<String> services = spec.list("services").stream()
                .map(it -> it.oneOf(
                        "service",
                        system.services().stream().map(ServiceDefinition::name).toList()))
                .toList();
        return new Runbook(
                new RunbookRef(system.name(), name, spec.requireText("title")),
                file,
                services,
                spec.requireList("when").stream()
                        .map(it -> expressions.condition(it, Site.ALERT))
                        .toList(),
                spec.find("threshold")
                        .map(new AlertThresholdReader(expressions)::read)
                        .orElse(AlertThreshold.Count.FIRST),
                spec.require("level").map(this::level).orElseGet(this::noLevel),
                spec.find("correlate")
                        .map(it -> it.list().stream().map(this::correlation).toList())
                        .orElse(USUAL_CORRELATION),
                spec.duration("reopenWithin", Duration.ofMinutes(30)),
                spec.find("resolve").map(RunbookReader::observeFor).orElse(Duration.ofMinutes(15)),
                steps(spec, services));
    }

    private static Duration observeFor(Value value) {
        try (Section resolve = value.section("a resolution")) {
            return resolve.duration("observeFor", Duration.ofMinutes(15));
        }
    }

    /** A single word is a level's name, everything else an expression. */
    private LevelRule level(Value value) {
        Map<String, SeverityLevel> levels =
                system.levels().stream().collect(Collectors.toMap(SeverityLevel::name, level -> level));
        if (system.levels().isEmpty()) {
            return noLevel();
        }
        String text = value.text();
        if (!text.matches("[\\w-]*")) {
            return new LevelRule.Computed(
                    expressions.text(value, Site.ALERT, "severity level", levels.keySet()),
                    levels,
                    system.worstLevel());
        }
        List<String> names = system.levels().stream().map(SeverityLevel::name).toList();
        SeverityLevel level = levels.get(value.oneOf("severity level", names));
        return level == null ? noLevel() : new LevelRule.Fixed(level);
    }

    /** Stands in where the level is wrong, which has been told. */
    private LevelRule noLevel() {
        return new LevelRule.Fixed(
                system.levels().isEmpty()
                        ? new SeverityLevel("", "", Severity.CRITICAL, Duration.ZERO, null, null, false)
                        : system.worstLevel());
    }

    private CorrelationPart correlation(Value value) {
        String text = value.text();
        if (CorrelationPart.Word.words().contains(text)) {
            return CorrelationPart.Word.valueOf(text.toUpperCase(Locale.ROOT));
        }
        if (text.matches("\\w*")) {
            value.problems().addUnknown(value.at(), "word", text, CorrelationPart.Word.words());
            return CorrelationPart.Word.SERVICE;
        }
        return new CorrelationPart.Computed(
                new ExpressionReader(Names.NONE).text(value, Site.IDENTIFY, "text", Set.of()));
    }

    private List<StepDefinition> steps(Section spec, List<String> services) {
        List<ServiceDefinition> eligible = system.services().stream()
                .filter(service -> services.isEmpty() || services.contains(service.name()))
                .toList();
        var reader = new StepReader(types, new ParameterReader(system, eligible));
        List<StepDefinition> steps = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Value value : spec.requireList("steps")) {
            reader.read(value, system.names().withSteps(ids)).ifPresent(step -> {
                if (!ids.add(step.id()) && !step.id().isEmpty()) {
                    value.problems().add(value.at(), "the step id '" + step.id() + "' a second time", "each id once");
                }
                steps.add(step);
            });
        }
        return steps;
    }
}
