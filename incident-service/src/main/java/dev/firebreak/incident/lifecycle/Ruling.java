package dev.firebreak.incident.lifecycle;

import dev.firebreak.catalog.runbook.AlertThreshold;
import dev.firebreak.catalog.system.ServiceDefinition;
import dev.firebreak.catalog.system.SeverityLevel;
import dev.firebreak.catalog.system.SystemDefinition;
import dev.firebreak.model.RunbookRef;
import dev.firebreak.model.alert.Alert;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue says of one alert.
 *
 * @param runbook null when none matched and the incident only needs a person
 * @param threshold what must come together before an incident opens
 * @param reason which rule matched, in the catalogue's words
 * @param catalogVersion content hash of the catalogue that said so
 */
public record Ruling(
        SystemDefinition system,
        ServiceDefinition service,
        @Nullable RunbookRef runbook,
        SeverityLevel level,
        String correlationKey,
        AlertThreshold threshold,
        Terms terms,
        String reason,
        String catalogVersion) {
    /** Where its alerts are counted: by runbook and group. */
    public String counter() {
        return counter(runbook == null ? "" : runbook.name(), correlationKey);
    }

    public static String counter(String runbook, String correlationKey) {
        return runbook + " " + correlationKey;
    }

    /** No runbook is for a storm: a person looks at what its alerts have in common. */
    public Ruling inStorm(String words) {
        return new Ruling(
                system,
                service,
                null,
                level,
                stormKey(),
                AlertThreshold.Count.FIRST,
                terms,
                reason + "; " + words,
                catalogVersion);
    }

    public String stormKey() {
        return system.name() + "/storm";
    }

    public boolean isStorm() {
        return correlationKey.equals(stormKey());
    }

    /** What the incident is called that this alert opens. */
    String title(Alert trigger) {
        return isStorm() ? "Storm in " + system.title() + ", begun by: " + trigger.title() : trigger.title();
    }

    /** The same, for more than one reason. */
    public Ruling because(String more) {
        return new Ruling(
                system,
                service,
                runbook,
                level,
                correlationKey,
                threshold,
                terms,
                reason + "; " + more,
                catalogVersion);
    }
}
