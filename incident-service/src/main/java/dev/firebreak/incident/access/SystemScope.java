package dev.firebreak.incident.access;

import dev.firebreak.incident.api.ApiPath;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Keeps a caller that is bound to one system away from the others. What is not known here to belong to a system is
 * refused, so that a new resource is closed until somebody has thought about it.
 */
@Component
class SystemScope {
    /** Looked at with {@code system=}. */
    private static final Set<String> FILTERED =
            Set.of("incidents", "remediations", "stream", "statistics", "deployments", "catalog");

    /** Likewise. */
    private static final List<String> EXPORT = List.of("api", "alerts", "export");

    private static final String INCIDENT = "select system from incident where ";

    private final DatabaseClient database;

    SystemScope(DatabaseClient database) {
        this.database = database;
    }

    /** Why not; empty when nothing speaks against it. What does not exist is left to those who answer 404. */
    Mono<String> refusal(String system, ServerHttpRequest request) {
        List<String> path = ApiPath.segments(request); // api, resource, id, …
        String resource = path.size() > 1 ? path.get(1) : "";
        if (isFiltered(path) && HttpMethod.GET.equals(request.getMethod())) {
            List<String> asked =
                    Objects.requireNonNullElse(request.getQueryParams().get("system"), List.of());
            return asked.equals(List.of(system)) ? Mono.empty() : Mono.just(bound(system) + ": add ?system=" + system);
        }
        if (path.size() < 3) {
            return Mono.just(bound(system) + ", and this is not about one system");
        }
        return owner(resource, path.get(2))
                .switchIfEmpty(Mono.error(NotOfASystemException::new))
                .filter(owner -> !owner.equals(system))
                .map(_ -> bound(system))
                .onErrorResume(
                        NotOfASystemException.class,
                        _ -> exists(resource)
                                ? Mono.empty()
                                : Mono.just(bound(system) + ", and this is not about one system"));
    }

    private static boolean isFiltered(List<String> path) {
        return (path.size() == 2 && FILTERED.contains(path.get(1))) || path.equals(EXPORT);
    }

    private static boolean exists(String resource) {
        return Set.of("incidents", "remediations", "alerts").contains(resource);
    }

    private Mono<String> owner(String resource, String id) {
        boolean isNumber = id.matches("[0-9]{1,17}");
        return switch (resource) {
            case "incidents" ->
                isNumber ? one(INCIDENT + "number = :id", Long.valueOf(id)) : one(INCIDENT + "id = :id", uuid(id));
            case "remediations" ->
                one(INCIDENT + "id = (select incident_id from remediation where id = :id)", uuid(id));
            case "alerts" ->
                // one that touched no incident has no system that could be proven
                one(
                        "select coalesce(i.system, '') as system from alert_trace a"
                                + " left join incident i on i.id = a.incident_id where a.id = :id",
                        uuid(id));
            default -> Mono.empty();
        };
    }

    private Mono<String> one(String sql, @Nullable Object id) {
        return id == null
                ? Mono.empty()
                : database.sql(sql)
                        .bind("id", id)
                        .map(row -> Objects.requireNonNull(row.get("system", String.class)))
                        .one();
    }

    private static @Nullable UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String bound(String system) {
        return "this token is for the system '" + system + "' only";
    }

    private static final class NotOfASystemException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
