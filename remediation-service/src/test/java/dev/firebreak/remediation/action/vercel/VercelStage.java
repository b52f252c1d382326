package dev.firebreak.remediation.action.vercel;

import dev.firebreak.model.alert.Deployment;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentState;
import dev.firebreak.remediation.Incidents;
import dev.firebreak.remediation.action.ActionContract;
import dev.firebreak.remediation.action.Requests;
import dev.firebreak.remediation.action.World;
import dev.firebreak.remediation.outgoing.OpenOutside;
import dev.firebreak.remediation.step.StepRequest;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** A shop of the sandbox whose live deployment is bad. */
final class VercelStage {
    private static final AtomicInteger NEXT = new AtomicInteger();

    private final String host = "vercel" + NEXT.incrementAndGet() + ".test";
    private final String project = "prj_vercel" + NEXT.get() + "_test";
    final String good = live();
    final String bad;

    VercelStage() {
        JsonNode deployed = World.ask(
                "POST", "/shop/" + host + "/deploy", "{\"bad\":true,\"commit\":\"Ship it\",\"announce\":false}");
        bad = deployed.path("id").asString();
    }

    String live() {
        return World.ask("GET", "/shop/" + host, "").path("live").path("id").asString();
    }

    /** Whether this project's cache was purged. */
    String purges() {
        long count = 0;
        for (JsonNode entry : World.ask("GET", "/ledger?provider=vercel", "")) {
            boolean isOurs = entry.path("facts").path("project").asString("").equals(project);
            count += isOurs && entry.path("facts").path("call").asString("").equals("purge") ? 1 : 0;
        }
        return count > 0 ? "purged" : "kept";
    }

    /** @param world null for one that does not answer */
    VercelApi api(URI world) {
        return new VercelApi(
                OpenOutside.to(world),
                World.secrets(Map.of("token", ActionContract.CANARY)),
                OpenOutside.settings(world));
    }

    StepRequest request(String type, String with) {
        return Requests.request(
                type,
                "shop: {project: " + project
                        + ", token: {secret: token}}, none: {project: prj_none, token: {secret: token}}",
                with,
                incident());
    }

    private Incident incident() {
        return Incidents.incident(
                "web", "book", Instant.now(), IncidentState.TRIGGERED, deployment(bad), deployment(good));
    }

    private Deployment deployment(String id) {
        return new Deployment(
                id, "vercel", project, null, "production", null, null, "0a1b2c3", "Ship it", "marie", Instant.now());
    }
}
