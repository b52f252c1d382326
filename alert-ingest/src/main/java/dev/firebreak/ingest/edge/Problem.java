package dev.firebreak.ingest.edge;

import dev.firebreak.ingest.json.PayloadException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * A refusal in the form of RFC 9457, with the way out in its detail. Our own trouble is never a 4xx: senders drop such a
 * message for good.
 *
 * @param reason one of few words, because it labels a metric
 */
record Problem(String reason, ProblemDetail detail, HttpHeaders headers) {
    private static final String RETRY_AFTER_SECONDS = "2";

    private static Problem of(HttpStatus status, String reason, String title, String detail) {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(status, detail);
        body.setType(URI.create("urn:firebreak:problem:" + reason.replace('_', '-')));
        body.setTitle(title);
        return new Problem(reason, body, new HttpHeaders());
    }

    static Problem notFound() {
        return of(HttpStatus.NOT_FOUND, "no_such_path", "Nothing is here", "Alerts are taken at /webhooks/{source}.");
    }

    static Problem unknownSource(List<String> known) {
        Problem problem = of(
                HttpStatus.NOT_FOUND,
                "unknown_source",
                "Unknown source",
                "There is no such source; known are " + String.join(", ", known) + ".");
        problem.detail.setProperty("sources", known);
        return problem;
    }

    static Problem methodNotAllowed(Set<String> allowed) {
        String list = String.join(", ", allowed.stream().sorted().toList());
        Problem problem = of(
                HttpStatus.METHOD_NOT_ALLOWED, "method_not_allowed", "Method not allowed", "Send with " + list + ".");
        problem.headers.add(HttpHeaders.ALLOW, list);
        return problem;
    }

    static Problem unsupportedType() {
        return of(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "unsupported_type",
                "Unsupported content type",
                "Send Content-Type: application/json in UTF-8, without Content-Encoding.");
    }

    static Problem tooLarge(int limit) {
        Problem problem = of(
                HttpStatus.CONTENT_TOO_LARGE,
                "too_large",
                "Body too large",
                "At most " + limit + " bytes are taken; set max_alerts in an Alertmanager receiver.");
        problem.headers.add(HttpHeaders.CONNECTION, "close"); // else the rest of it would have to be read
        return problem;
    }

    static Problem timedOut() {
        Problem problem =
                of(HttpStatus.REQUEST_TIMEOUT, "timed_out", "Request timed out", "The body did not arrive in time.");
        problem.headers.add(HttpHeaders.CONNECTION, "close");
        return problem;
    }

    static Problem defect() {
        return of(HttpStatus.INTERNAL_SERVER_ERROR, "defect", "Defect", "This is our mistake. Send it again later.");
    }

    static Problem signalTooLarge() {
        return of(
                HttpStatus.CONTENT_TOO_LARGE,
                "too_large",
                "Alert too large",
                "One alert is larger than 1 MiB by itself.");
    }

    static Problem unauthenticated(String reason) {
        Problem problem = of(HttpStatus.UNAUTHORIZED, "unauthenticated", "Not authenticated", reason + ".");
        problem.headers.add(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        return problem;
    }

    static Problem closed(String setting) {
        return later("source_closed", "Source is closed", "No secret is configured: set " + setting + " and restart.");
    }

    static Problem payload(PayloadException e) {
        Problem problem = switch (e.kind()) {
            case MALFORMED -> of(HttpStatus.BAD_REQUEST, "malformed", "Malformed body", e.reason());
            case WRONG_SHAPE ->
                of(HttpStatus.UNPROCESSABLE_CONTENT, "wrong_shape", "Not what this source sends", e.reason());
            case UNKNOWN_NAME -> of(HttpStatus.NOT_FOUND, "unknown_name", "Unknown name", e.reason());
        };
        problem.detail.setProperty("pointer", e.pointer());
        if (e.line() > 0) {
            problem.detail.setProperty("line", e.line());
        }
        return problem;
    }

    static Problem notStored() {
        return later("not_stored", "Not stored", "The alert could not be stored durably. Send it again.");
    }

    static Problem overloaded(Overload overload) {
        return switch (overload) {
            case OF_ALL -> later("overloaded", "Overloaded", "Too much at once. Send it again.");
            case OF_SOURCE -> tooMany("This source sends too much at once; others are still served. Send it again.");
        };
    }

    static Problem tooFast() {
        return tooMany("This source sends more requests than its rate allows. Send it again.");
    }

    private static Problem tooMany(String detail) {
        Problem problem = of(HttpStatus.TOO_MANY_REQUESTS, "source_overloaded", "Too many requests", detail);
        problem.headers.add(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        return problem;
    }

    /** For an answer to a request whose body was not read: else the rest of it would have to be. */
    Problem closing() {
        headers.set(HttpHeaders.CONNECTION, "close");
        return this;
    }

    private static Problem later(String reason, String title, String detail) {
        Problem problem = of(HttpStatus.SERVICE_UNAVAILABLE, reason, title, detail);
        problem.headers.add(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        return problem;
    }

    Mono<ServerResponse> response() {
        return ServerResponse.status(detail.getStatus())
                .headers(headers -> headers.addAll(this.headers))
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .bodyValue(detail);
    }
}
