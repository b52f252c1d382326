package dev.firebreak.incident.api;

import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedRuntimeException;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.reactive.result.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;

/** Every error of the API in one form: RFC 9457, with a JSON pointer where it is about the body. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {
    @ExceptionHandler
    Mono<ResponseEntity<ProblemDetail>> handle(BadRequestException problem) {
        return answer(HttpStatus.BAD_REQUEST, problem.getMessage(), problem.pointer());
    }

    @ExceptionHandler
    Mono<ResponseEntity<ProblemDetail>> handle(NotFoundException problem) {
        return answer(HttpStatus.NOT_FOUND, problem.getMessage(), null);
    }

    @ExceptionHandler
    Mono<ResponseEntity<ProblemDetail>> handle(ConflictException problem) {
        return answer(HttpStatus.CONFLICT, problem.getMessage(), null);
    }

    /** Our trouble, and it may pass: nothing of it is for strangers' eyes. */
    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    Mono<ResponseEntity<ProblemDetail>> databaseAway(NestedRuntimeException problem) {
        logger.warn("the database did not answer a request", problem);
        return away("the database does not answer; try again in a moment");
    }

    @ExceptionHandler
    Mono<ResponseEntity<ProblemDetail>> handle(UnavailableException problem) {
        return away(String.valueOf(problem.getMessage()));
    }

    @ExceptionHandler
    Mono<ResponseEntity<ProblemDetail>> brokerAway(KafkaException problem) {
        logger.warn("Kafka did not take what a request sent", problem);
        return away("Kafka does not answer; try again in a moment");
    }

    private static Mono<ResponseEntity<ProblemDetail>> away(String detail) {
        return answer(HttpStatus.SERVICE_UNAVAILABLE, detail, null)
                .map(answer -> ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                        .header(HttpHeaders.RETRY_AFTER, "2")
                        .body(answer.getBody()));
    }

    /** A defect of ours: told without what it says, which is for the log. */
    @ExceptionHandler
    Mono<ResponseEntity<ProblemDetail>> handle(RuntimeException problem) {
        logger.error("a request failed", problem);
        return answer(HttpStatus.INTERNAL_SERVER_ERROR, "this is a defect; the service's log has it", null);
    }

    @Override
    protected Mono<ResponseEntity<Object>> handleServerWebInputException(
            ServerWebInputException problem, HttpHeaders headers, HttpStatusCode status, ServerWebExchange exchange) {
        ProblemDetail body = problem.getBody();
        if (causeOf(problem, DataBufferLimitException.class) != null) {
            ProblemDetail tooLarge =
                    ProblemDetail.forStatusAndDetail(HttpStatus.CONTENT_TOO_LARGE, "the body is too large");
            return handleExceptionInternal(problem, tooLarge, headers, HttpStatus.CONTENT_TOO_LARGE, exchange);
        }
        @Nullable JacksonException malformed = causeOf(problem, JacksonException.class);
        if (malformed != null) {
            body.setDetail("the body cannot be read: " + malformed.getOriginalMessage());
            body.setProperty("pointer", pointer(malformed));
        } else if (causeOf(problem, DecodingException.class) == null && problem.getReason() != null) {
            body.setDetail(problem.getReason());
        }
        return handleExceptionInternal(problem, body, headers, status, exchange);
    }

    private static Mono<ResponseEntity<ProblemDetail>> answer(
            HttpStatus status, @Nullable String detail, @Nullable String pointer) {
        ProblemDetail body =
                ProblemDetail.forStatusAndDetail(status, detail == null ? status.getReasonPhrase() : detail);
        if (pointer != null) {
            body.setProperty("pointer", pointer);
        }
        return Mono.just(ResponseEntity.status(status).body(body));
    }

    private static String pointer(JacksonException problem) {
        StringBuilder pointer = new StringBuilder();
        for (JacksonException.Reference step : problem.getPath()) {
            pointer.append('/');
            if (step.getPropertyName() == null) {
                pointer.append(step.getIndex());
            } else {
                pointer.append(step.getPropertyName().replace("~", "~0").replace("/", "~1"));
            }
        }
        return pointer.toString();
    }

    private static <T> @Nullable T causeOf(Throwable problem, Class<T> type) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
