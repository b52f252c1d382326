package dev.firebreak.remediation.execution;

import dev.firebreak.model.alert.Deployment;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentState;
import dev.firebreak.remediation.Incidents;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** A shop whose live deployment is bad, and the one that was live before. */
record Deployments(Shop shop, Deployment suspect, Deployment lastGood) {
    static Deployments bad(Harness harness, Shop shop) {
        JsonNode before = harness.shop(shop);
        JsonNode deployed = harness.json(
                "POST", "/shop/" + shop.host() + "/deploy", "{\"bad\":true,\"commit\":\"Ship it\",\"announce\":false}");
        return new Deployments(
                shop,
                deployment(shop, deployed.path("id").asString()),
                deployment(shop, before.path("live").path("id").asString()));
    }

    Incident incident(String runbook) {
        return Incidents.incident(shop.service(), runbook, Instant.now(), IncidentState.TRIGGERED, suspect, lastGood);
    }

    private static Deployment deployment(Shop shop, String id) {
        return new Deployment(
                id,
                "vercel",
                shop.project(),
                null,
                "production",
                null,
                null,
                "0a1b2c3d4e5f",
                "Ship it",
                "marie",
                Instant.now());
    }
}
