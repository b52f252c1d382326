package dev.firebreak.notifier.inbound;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** Refusals as problem details (RFC 9457). */
public final class Problems {
    private Problems() {}

    public static ResponseEntity<Object> of(HttpStatus status, @Nullable String detail) {
        return body(ResponseEntity.status(status), status, detail);
    }

    /** Our own trouble: whoever sent it may send it again. */
    public static ResponseEntity<Object> retryLater(String detail) {
        HttpStatus status = HttpStatus.SERVICE_UNAVAILABLE;
        return body(ResponseEntity.status(status).header(HttpHeaders.RETRY_AFTER, "5"), status, detail);
    }

    private static ResponseEntity<Object> body(
            ResponseEntity.BodyBuilder builder, HttpStatus status, @Nullable String detail) {
        return builder.contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemDetail.forStatusAndDetail(status, detail == null ? "" : detail));
    }
}
