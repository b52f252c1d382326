package dev.firebreak.catalog.system;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What checks look at and actions act on. Secrets are only named; a {@code tokenSecret}, where there is one, is sent as
 * bearer token.
 */
public sealed interface Target {
    /** Unique within its service. */
    String name();

    /** What expressions may see: never the name of a secret. */
    Map<String, String> visible();

    /** @param team null when the token's owner owns the project */
    record Vercel(String name, String project, @Nullable String team, String tokenSecret) implements Target {
        @Override
        public Map<String, String> visible() {
            Map<String, String> values = new LinkedHashMap<>(Map.of("name", name, "project", project));
            if (team != null) {
                values.put("team", team);
            }
            return values;
        }
    }

    record Http(String name, URI url, @Nullable String tokenSecret) implements Target {
        @Override
        public Map<String, String> visible() {
            return Map.of("name", name, "url", url.toString());
        }
    }

    /** @param urlSecret names the secret that holds {@code redis://…} with the database's number */
    record Redis(String name, String urlSecret) implements Target {
        @Override
        public Map<String, String> visible() {
            return Map.of("name", name);
        }
    }

    /** @param actuator up to and with {@code /actuator} */
    record Resilience4j(
            String name,
            URI actuator,
            String breaker,
            @Nullable String tokenSecret) implements Target {
        @Override
        public Map<String, String> visible() {
            return Map.of("name", name, "actuator", actuator.toString(), "breaker", breaker);
        }
    }

    /**
     * A breaker behind a team's own endpoints.
     *
     * @param status answers JSON to GET
     * @param reset closes the breaker on POST
     * @param stateField where the state is in the answer, members joined by dots
     */
    record AdminBreaker(
            String name,
            URI status,
            URI reset,
            String stateField,
            @Nullable String tokenSecret) implements Target {
        @Override
        public Map<String, String> visible() {
            return Map.of("name", name, "status", status.toString(), "reset", reset.toString());
        }
    }

    /** @param urlSecret names the secret that holds {@code postgresql://…} */
    record Postgres(String name, String urlSecret) implements Target {
        @Override
        public Map<String, String> visible() {
            return Map.of("name", name);
        }
    }

    /** Reached as the process that runs Firebreak is, by its service account or its kubeconfig. */
    record Kubernetes(String name, String namespace) implements Target {
        @Override
        public Map<String, String> visible() {
            return Map.of("name", name);
        }
    }

    /** @param address of the runtime API, {@code host:port} or a socket's path */
    record Haproxy(String name, String address) implements Target {
        @Override
        public Map<String, String> visible() {
            return Map.of("name", name);
        }
    }

    /** @param repository {@code owner/name} */
    record Github(String name, String repository, String tokenSecret) implements Target {
        @Override
        public Map<String, String> visible() {
            return Map.of("name", name);
        }
    }
}
