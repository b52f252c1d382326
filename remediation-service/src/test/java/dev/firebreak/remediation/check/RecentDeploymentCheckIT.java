package dev.firebreak.remediation.check;

import dev.firebreak.model.alert.Deployment;
import dev.firebreak.model.incident.IncidentState;
import dev.firebreak.remediation.Incidents;
import dev.firebreak.remediation.action.Requests;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

class RecentDeploymentCheckIT extends CheckContract {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Override
    protected Looking good() {
        return looking(deployedAt(NOON.minusSeconds(60)));
    }

    @Override
    protected Looking bad() {
        return looking(deployedAt(NOON.minusSeconds(3600)));
    }

    /** It asks nobody: there is only the case that nothing is known. */
    @Override
    protected Looking unreachable() {
        return looking(null);
    }

    private static Looking looking(@Nullable Deployment suspect) {
        return new Looking(
                new RecentDeploymentCheck(),
                Requests.request(
                        "deployment.recent",
                        "",
                        "within: 30m",
                        Incidents.incident("web", "book", NOON, IncidentState.TRIGGERED, suspect, null)));
    }

    private static Deployment deployedAt(Instant at) {
        return new Deployment("dpl_1", "vercel", "prj", null, "production", null, null, null, null, "marie", at);
    }
}
