package dev.firebreak.incident.lifecycle;

import static dev.firebreak.incident.Alerts.NOON;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.runbook.AlertThreshold;
import dev.firebreak.catalog.system.ServiceDefinition;
import dev.firebreak.catalog.system.SystemDefinition;
import dev.firebreak.incident.Alerts;
import dev.firebreak.incident.TestCatalog;
import dev.firebreak.incident.deployment.LiveDeployments;
import dev.firebreak.incident.lifecycle.AlertIntake.Taken;
import dev.firebreak.incident.lifecycle.AlertStanding.Incoming;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.incident.IncidentId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** The runbooks of the real systems, as they are in this checkout. */
final class Systems {
    static final Catalog RUNBOOKS = TestCatalog.load(Path.of("../runbooks"));

    private Systems() {}

    static SystemDefinition named(String name) {
        return RUNBOOKS.system(name).orElseThrow();
    }

    /** An incident of that level for which nobody wrote a runbook. */
    static Taken open(SystemDefinition system, ServiceDefinition service, String level) {
        Alert alert = Alerts.firing("Trouble", service.name()).alert();
        return open(
                alert,
                new Ruling(
                        system,
                        service,
                        null,
                        system.level(level),
                        system.name() + "/trouble",
                        AlertThreshold.Count.FIRST,
                        new Terms(Duration.ofMinutes(15), Duration.ofMinutes(30)),
                        "a test",
                        "v"));
    }

    static Taken open(Alert alert, Ruling ruling) {
        Opening opening =
                new Opening(new IncidentId(new UUID(0, 1)), 1, ruling, alert, LiveDeployments.UNKNOWN, List.of());
        return AlertIntake.open(opening, List.of(new Incoming(alert, ruling)), NOON);
    }
}
