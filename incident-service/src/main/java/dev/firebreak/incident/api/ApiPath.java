package dev.firebreak.incident.api;

import java.util.List;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** A request's path as the handlers see it: decoded, so that no rule is dodged by another spelling. */
public final class ApiPath {
    private ApiPath() {}

    /** {@code /api/incidents/7} is {@code [api, incidents, 7]}. */
    public static List<String> segments(ServerHttpRequest request) {
        return request.getPath().pathWithinApplication().elements().stream()
                .filter(PathContainer.PathSegment.class::isInstance)
                .map(segment -> ((PathContainer.PathSegment) segment).valueToMatch())
                .toList();
    }

    public static boolean isApi(ServerHttpRequest request) {
        List<String> segments = segments(request);
        return !segments.isEmpty() && segments.getFirst().equals("api");
    }
}
