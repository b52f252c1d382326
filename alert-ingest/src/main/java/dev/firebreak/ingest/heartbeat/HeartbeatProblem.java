package dev.firebreak.ingest.heartbeat;

import dev.firebreak.catalog.yaml.Problems;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Refusals in the form of RFC 9457. */
final class HeartbeatProblem {
    private static final int MOST_NAMES = 50;

    private HeartbeatProblem() {}

    static Mono<ServerResponse> unknown(String name, Collection<String> known) {
        @Nullable String near = Problems.nearest(name, known);
        ProblemDetail problem = problem(
                HttpStatus.NOT_FOUND,
                "unknown-heartbeat",
                "Unknown heartbeat",
                near == null ? "The catalogue has no such heartbeat." : "Did you mean " + near + "?");
        problem.setProperty(
                "heartbeats", known.stream().sorted().limit(MOST_NAMES).toList());
        return answer(problem);
    }

    static Mono<ServerResponse> ambiguous(List<String> keys) {
        ProblemDetail problem = problem(
                HttpStatus.CONFLICT,
                "ambiguous-heartbeat",
                "Which of them?",
                "Several systems have a heartbeat of that name: call /heartbeats/{system}/{name}.");
        problem.setProperty("heartbeats", keys);
        return answer(problem);
    }

    static Mono<ServerResponse> unauthenticated(String reason) {
        ProblemDetail problem = problem(HttpStatus.UNAUTHORIZED, "unauthenticated", "Not authenticated", reason + ".");
        return response(problem).header(HttpHeaders.WWW_AUTHENTICATE, "Bearer").bodyValue(problem);
    }

    static Mono<ServerResponse> closed(String setting) {
        return later("source-closed", "Heartbeats are closed", "No token is configured: set " + setting + ".");
    }

    static Mono<ServerResponse> notStored() {
        return later("not-stored", "Not stored", "The call could not be stored durably. Call again.");
    }

    private static Mono<ServerResponse> later(String type, String title, String detail) {
        ProblemDetail problem = problem(HttpStatus.SERVICE_UNAVAILABLE, type, title, detail);
        return response(problem).header(HttpHeaders.RETRY_AFTER, "2").bodyValue(problem);
    }

    private static ProblemDetail problem(HttpStatus status, String type, String title, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("urn:firebreak:problem:" + type));
        problem.setTitle(title);
        return problem;
    }

    private static Mono<ServerResponse> answer(ProblemDetail problem) {
        return response(problem).bodyValue(problem);
    }

    private static ServerResponse.BodyBuilder response(ProblemDetail problem) {
        return ServerResponse.status(problem.getStatus()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }
}
