package dev.firebreak.cli;

import dev.firebreak.catalog.CatalogLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Asks each part of a running Firebreak how it is; what does not answer is a finding like others. */
final class RunningSystem {
    /** What is still to be read of a topic, as the binder counts it; the clients count the same by partition. */
    private static final Pattern LAG =
            Pattern.compile("^spring_cloud_stream_binder_kafka_offset\\{[^}]*}\\s+([0-9.eE+]+|NaN)", Pattern.MULTILINE);

    private static final long MUCH = 1_000;

    private final Environment environment;
    private final Api incidents;
    private final Diagnosis diagnosis;

    RunningSystem(Environment environment, Api incidents, Diagnosis diagnosis) {
        this.environment = environment;
        this.incidents = incidents;
        this.diagnosis = diagnosis;
    }

    void look() {
        boolean isThere = part("incident-service", incidents);
        Api ingest = Api.ingest(environment, Optional.empty());
        Api notifier = Api.of(environment, "FIREBREAK_NOTIFIER_URL", "http://127.0.0.1:8083");
        Optional<JsonNode> ingestHealth = part("alert-ingest", ingest) ? health(ingest) : Optional.empty();
        part("remediation-service", Api.of(environment, "FIREBREAK_REMEDIATION_URL", "http://127.0.0.1:8082"));
        if (part("notifier-service", notifier)) {
            health(notifier).ifPresent(this::receivers);
        }
        if (isThere) {
            catalog(ingestHealth);
            automation();
            deadLetters();
        }
    }

    /** Ready means that the database answers and, at the edge, that alerts are accepted. */
    private boolean part(String name, Api api) {
        try {
            Api.Answer ready = api.look("/actuator/health/readiness");
            if (ready.status() == 200) {
                diagnosis.ok(name, "ready at " + api.base());
                lag(name, api);
            } else {
                diagnosis.fail(
                        name,
                        "answers at " + api.base() + " but is not ready" + down(ready.body())
                                + ": does its database answer?");
            }
            return true;
        } catch (CommandFailure failure) {
            diagnosis.fail(name, failure.oneLine());
            return false;
        }
    }

    private static String down(JsonNode health) {
        List<String> down = new ArrayList<>();
        health.path("components").propertyStream().forEach(component -> {
            if (!component.getValue().path("status").asString("UP").equals("UP")) {
                down.add(component.getKey());
            }
        });
        return down.isEmpty() ? "" : " (" + String.join(", ", down) + ")";
    }

    private void lag(String name, Api api) {
        Matcher lag = LAG.matcher(api.figures());
        double waiting = 0;
        boolean isTold = false;
        while (lag.find()) {
            double value = Double.parseDouble(lag.group(1));
            isTold = true;
            waiting += Double.isNaN(value) ? 0 : value;
        }
        if (waiting > MUCH) {
            diagnosis.warn(name + " lag", Math.round(waiting) + " messages of Kafka wait for it");
        } else if (isTold) {
            diagnosis.ok(name + " lag", Math.round(waiting) + " messages of Kafka wait for it");
        }
    }

    private Optional<JsonNode> health(Api api) {
        JsonNode health = api.look("/actuator/health").body();
        return health.path("components").isObject() ? Optional.of(health.path("components")) : Optional.empty();
    }

    private void receivers(JsonNode components) {
        components.propertyStream().forEach(component -> {
            JsonNode details = component.getValue().path("details");
            details.propertyStream()
                    .filter(detail -> detail.getValue().asString("").matches("(?:waiting|refused|missing).*"))
                    .forEach(detail -> diagnosis.warn(
                            component.getKey() + " " + detail.getKey(),
                            detail.getValue().asString("")));
        });
        if (components.path("slack").path("status").asString("").equals("UP")) {
            diagnosis.ok("slack", "has a token; `doctor slack` asks Slack itself");
        }
    }

    private void catalog(Optional<JsonNode> ingestHealth) {
        JsonNode catalog = incidents.get("/api/catalog");
        String version = catalog.path("version").asString("");
        int problems = catalog.path("problems").size();
        if (problems > 0) {
            diagnosis.fail(
                    "catalogue",
                    "its newest state has " + problems + " problems and is not used; the first: "
                            + catalog.path("problems").path(0).asString(""));
        } else {
            diagnosis.ok("catalogue", catalog.path("systems").size() + " systems, version " + shortened(version));
        }
        String edge = ingestHealth
                .map(it -> it.path("catalog").path("details").path("version").asString(""))
                .orElse("");
        if (!edge.isEmpty() && !edge.equals(version)) {
            diagnosis.warn(
                    "catalogue versions",
                    "alert-ingest has " + shortened(edge) + ": it is taking a change over, or has another folder");
        }
        String here = CatalogLoader.standard()
                .load(environment.catalog(Optional.empty()))
                .version();
        if (!here.equals(version)) {
            diagnosis.warn(
                    "catalogue here",
                    environment.catalog(Optional.empty()) + " is another one: version " + shortened(here));
        }
    }

    private static String shortened(String version) {
        return version.substring(0, Math.min(12, version.length()));
    }

    private void automation() {
        if (incidents.get("/api/automation").path("paused").asBoolean(false)) {
            diagnosis.warn("automation", "is paused: ./firebreak automation status says by whom");
        } else {
            diagnosis.ok("automation", "runs");
        }
    }

    private void deadLetters() {
        int count = incidents.get("/api/dead-letters").path("items").size();
        if (count > 0) {
            diagnosis.warn("dead letters", count + " or more are put aside: ./firebreak dead-letters list");
        } else {
            diagnosis.ok("dead letters", "none");
        }
    }
}
