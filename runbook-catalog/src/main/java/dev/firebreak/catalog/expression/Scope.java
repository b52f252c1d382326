package dev.firebreak.catalog.expression;

import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.Deployment;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.remediation.Step;
import dev.firebreak.model.remediation.StepStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values that expressions see, built once for one evaluation or many at the same moment. */
public final class Scope {
    private final Map<String, Object> variables;

    Scope(Map<String, Object> variables) {
        this.variables = variables;
    }

    Map<String, Object> variables() {
        return variables;
    }

    public static Builder builder(Instant now) {
        return new Builder(now);
    }

    /** Collects what is known; all that is not given has no value. */
    public static final class Builder {
        private final Instant now;
        private final Map<String, Object> variables = new LinkedHashMap<>();
        private final Map<String, Object> steps = new LinkedHashMap<>();

        private Builder(Instant now) {
            this.now = now;
        }

        public Builder alert(Alert alert) {
            variables.put("alert", ModelValues.of(alert));
            return this;
        }

        /** The alert that mutes others. */
        public Builder source(Alert source) {
            variables.put("source", ModelValues.of(source));
            return this;
        }

        /** Also its trigger as the alert, its level and its deployments, unless they were given already. */
        public Builder incident(Incident incident) {
            variables.put("incident", ModelValues.of(incident, now));
            variables.putIfAbsent("alert", ModelValues.of(incident.trigger()));
            variables.putIfAbsent("level", ModelValues.levelOf(incident));
            variables.putIfAbsent("deployment", ModelValues.of(incident.suspect(), incident.lastGood()));
            return this;
        }

        /** How far the incident spread, where that is known better than from its snapshot. */
        public Builder spread(List<String> services, int fingerprints) {
            if (variables.get("incident") instanceof Map<?, ?> incident) {
                Map<String, Object> values = new LinkedHashMap<>();
                incident.forEach((name, value) -> values.put(String.valueOf(name), value));
                values.put("services", List.copyOf(services));
                values.put("fingerprintCount", (long) fingerprints);
                variables.put("incident", values);
            }
            return this;
        }

        /** A severity level of the system. */
        public Builder level(InScope level) {
            variables.putAll(level.variables());
            return this;
        }

        /** A system, with its thresholds, and one of its services, with its targets. */
        public Builder service(InScope system, InScope service) {
            variables.putAll(system.variables());
            variables.putAll(service.variables());
            return this;
        }

        public Builder deployment(@Nullable Deployment suspect, @Nullable Deployment lastGood) {
            variables.put("deployment", ModelValues.of(suspect, lastGood));
            return this;
        }

        /** A step that ended; it is ok when it succeeded. */
        public Builder step(Step step) {
            return step(step.id(), step.status() == StepStatus.SUCCEEDED, step.output(), step.before());
        }

        public Builder step(String id, boolean ok, Map<String, String> output, @Nullable String before) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("ok", ok);
            values.put("output", Map.copyOf(output));
            if (before != null) {
                values.put("before", before);
            }
            steps.put(id, values);
            return this;
        }

        /** Any other part that expressions can see. */
        public Builder with(InScope part) {
            variables.putAll(part.variables());
            return this;
        }

        public Scope build() {
            Map<String, Object> all = new LinkedHashMap<>();
            Site.STEP.variables().forEach(variable -> all.put(variable, Map.of()));
            all.putAll(variables);
            all.put("steps", Map.copyOf(steps));
            all.put("now", now);
            return new Scope(all);
        }
    }
}
