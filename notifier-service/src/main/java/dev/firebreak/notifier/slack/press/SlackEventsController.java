package dev.firebreak.notifier.slack.press;

import com.slack.api.bolt.response.Response;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** The one address that Slack calls. Nothing of a body is looked at before its signature is right. */
@RestController
class SlackEventsController {
    private static final Logger LOG = LoggerFactory.getLogger(SlackEventsController.class);

    private static final int LARGEST_BODY = 1024 * 1024;

    private final RequestSignature signature;
    private final BoltApp bolt;
    private final InstantSource clock;
    private final Scheduler virtualThreads;
    private final MeterRegistry metrics;

    SlackEventsController(
            RequestSignature signature,
            BoltApp bolt,
            InstantSource clock,
            Scheduler pressThreads,
            MeterRegistry metrics) {
        this.signature = signature;
        this.bolt = bolt;
        this.clock = clock;
        this.virtualThreads = pressThreads;
        this.metrics = metrics;
    }

    @PostMapping("/slack/events")
    Mono<ResponseEntity<Object>> receive(ServerHttpRequest request) {
        // Not as an argument: Spring would parse a form, and what is signed are the bytes before that.
        return DataBufferUtils.join(request.getBody(), LARGEST_BODY)
                .map(SlackEventsController::bytes)
                .defaultIfEmpty(new byte[0])
                .flatMap(raw -> receive(request.getHeaders(), raw))
                .onErrorResume(
                        DataBufferLimitException.class,
                        _ -> Mono.just(problem(HttpStatus.CONTENT_TOO_LARGE, "A body may have 1 MiB.")));
    }

    private Mono<ResponseEntity<Object>> receive(HttpHeaders headers, byte[] raw) {
        RequestSignature.Verdict verdict = signature.judge(
                headers.getFirst(RequestSignature.TIMESTAMP),
                headers.getFirst(RequestSignature.SIGNATURE),
                raw,
                clock.instant());
        metrics.counter("firebreak.slack.requests", "signature", verdict.name().toLowerCase(Locale.ROOT))
                .increment();
        return switch (verdict) {
            case GENUINE -> Mono.fromCallable(() -> answer(raw)).subscribeOn(virtualThreads);
            case NOT_CONFIGURED ->
                Mono.just(problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "Slack's requests are refused until FIREBREAK_SLACK_SIGNING_SECRET is set."));
            case MISSING ->
                Mono.just(problem(
                        HttpStatus.UNAUTHORIZED,
                        "The headers X-Slack-Request-Timestamp and X-Slack-Signature are needed."));
            case TOO_OLD_OR_TOO_NEW ->
                Mono.just(problem(
                        HttpStatus.UNAUTHORIZED,
                        "The request's time stamp is more than 5 minutes away from our clock."));
            case WRONG ->
                Mono.just(problem(
                        HttpStatus.UNAUTHORIZED,
                        "The signature is not made with a secret of FIREBREAK_SLACK_SIGNING_SECRET."));
        };
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private ResponseEntity<Object> answer(byte[] raw) {
        try {
            return switch (SlackRequest.read(raw)) {
                case SlackRequest.ForBolt request -> answer(bolt.run(request));
                case SlackRequest.Ignored(String type) -> {
                    LOG.debug("nobody listens to {}", type);
                    yield ResponseEntity.ok().build();
                }
            };
        } catch (MalformedRequestException e) {
            return problem(HttpStatus.BAD_REQUEST, e.getMessage());
        }
    }

    private static ResponseEntity<Object> answer(@Nullable Response response) {
        if (response == null || response.getBody() == null) {
            return ResponseEntity.ok().build();
        }
        return ResponseEntity.status(response.getStatusCode())
                .contentType(MediaType.parseMediaType(response.getContentType()))
                .body(response.getBody());
    }

    private static ResponseEntity<Object> problem(HttpStatus status, @Nullable String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail == null ? "" : detail);
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
