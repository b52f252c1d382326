package dev.firebreak.catalog.system;

import dev.firebreak.catalog.expression.InScope;
import dev.firebreak.catalog.expression.Names;
import dev.firebreak.catalog.oncall.Rotation;
import dev.firebreak.model.Severity;
import dev.firebreak.model.incident.Receiver;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One system with all that its runbooks share.
 *
 * @param file where it is written, relative to the catalogue's folder
 * @param rotations who is on call, by the rotation's name
 * @param calls the rotation whose member a Slack receiver calls, by the receiver's name
 * @param storm its own bound on how many incidents it opens at once; null for that of the settings
 * @param prometheus asked for its thresholds and queries; null when the operator's own is
 * @param levels in the order written, which is worst first by habit, like all lists and maps here
 */
public record SystemDefinition(
        String name,
        String title,
        String file,
        List<SeverityLevel> levels,
        List<ServiceDefinition> services,
        Map<String, Receiver> receivers,
        List<EscalationStep> escalation,
        List<RaiseRule> raises,
        Map<String, Rotation> rotations,
        Map<String, String> calls,
        Map<String, Threshold> thresholds,
        @Nullable PrometheusServer prometheus,
        List<Monitor> monitors,
        List<MaintenanceWindow> maintenance,
        List<QuietHours> quiet,
        List<Inhibition> inhibitions,
        @Nullable StormBound storm,
        AutomationRule automation)
        implements InScope {
    private static final Comparator<SeverityLevel> WORST_FIRST = Comparator.comparing(SeverityLevel::severity);

    public SystemDefinition {
        levels = List.copyOf(levels);
        services = List.copyOf(services);
        receivers = Collections.unmodifiableMap(new LinkedHashMap<>(receivers));
        escalation = List.copyOf(escalation);
        raises = List.copyOf(raises);
        rotations = Collections.unmodifiableMap(new LinkedHashMap<>(rotations));
        calls = Map.copyOf(calls);
        thresholds = Collections.unmodifiableMap(new LinkedHashMap<>(thresholds));
        monitors = List.copyOf(monitors);
        maintenance = List.copyOf(maintenance);
        quiet = List.copyOf(quiet);
        inhibitions = List.copyOf(inhibitions);
    }

    public Optional<SeverityLevel> findLevel(String levelName) {
        return levels.stream().filter(level -> level.name().equals(levelName)).findFirst();
    }

    /** @throws NoSuchElementException when the system has no such level */
    public SeverityLevel level(String levelName) {
        return findLevel(levelName)
                .orElseThrow(() -> new NoSuchElementException("system " + name + " has no level '" + levelName + "'"));
    }

    public SeverityLevel worstLevel() {
        return levels.stream().min(WORST_FIRST).orElseThrow();
    }

    /** For an alert that no runbook knows: a level of that severity, else the next worse one, else the worst there is. */
    public SeverityLevel levelFor(Severity severity) {
        return levels.stream()
                .sorted(WORST_FIRST.reversed())
                .filter(level -> !severity.isWorseThan(level.severity()))
                .findFirst()
                .orElseGet(this::worstLevel);
    }

    public Optional<ServiceDefinition> service(String serviceName) {
        return services.stream()
                .filter(service -> service.name().equals(serviceName))
                .findFirst();
    }

    /** What expressions of this system may refer to. */
    public Names names() {
        return new Names(
                thresholds.keySet(),
                services.stream()
                        .flatMap(service -> service.targets().keySet().stream())
                        .collect(Collectors.toSet()),
                Set.of());
    }

    @Override
    public Map<String, Object> variables() {
        Map<String, Object> seen = new LinkedHashMap<>();
        thresholds.forEach((thresholdName, threshold) -> seen.put(thresholdName, threshold.visible()));
        return Map.of("threshold", seen);
    }
}
