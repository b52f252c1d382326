package dev.firebreak.notifier.slack.press;

import com.slack.api.bolt.response.Response;
import dev.firebreak.notifier.inbound.MalformedRequestException;
import dev.firebreak.notifier.inbound.Problems;
import dev.firebreak.notifier.inbound.RawBody;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** The one address that Slack calls. Nothing of a body is looked at before its signature is right. */
@RestController
class SlackEventsController {
    private final RequestSignature signature;
    private final SlackEvents events;
    private final InstantSource clock;
    private final Scheduler virtualThreads;
    private final MeterRegistry metrics;

    SlackEventsController(
            RequestSignature signature,
            SlackEvents events,
            InstantSource clock,
            Scheduler pressThreads,
            MeterRegistry metrics) {
        this.signature = signature;
        this.events = events;
        this.clock = clock;
        this.virtualThreads = pressThreads;
        this.metrics = metrics;
    }

    @PostMapping("/slack/events")
    Mono<ResponseEntity<Object>> receive(ServerHttpRequest request) {
        return RawBody.of(request)
                .flatMap(raw -> receive(request.getHeaders(), raw))
                .onErrorResume(
                        DataBufferLimitException.class,
                        _ -> Mono.just(Problems.of(HttpStatus.CONTENT_TOO_LARGE, "A body may have 1 MiB.")));
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
                Mono.just(Problems.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "Slack's requests are refused until FIREBREAK_SLACK_SIGNING_SECRET is set."));
            case MISSING ->
                Mono.just(Problems.of(
                        HttpStatus.UNAUTHORIZED,
                        "The headers X-Slack-Request-Timestamp and X-Slack-Signature are needed."));
            case TOO_OLD_OR_TOO_NEW ->
                Mono.just(Problems.of(
                        HttpStatus.UNAUTHORIZED,
                        "The request's time stamp is more than 5 minutes away from our clock."));
            case WRONG ->
                Mono.just(Problems.of(
                        HttpStatus.UNAUTHORIZED,
                        "The signature is not made with a secret of FIREBREAK_SLACK_SIGNING_SECRET."));
        };
    }

    private ResponseEntity<Object> answer(byte[] raw) {
        try {
            return answer(events.answer(SlackRequest.read(raw)));
        } catch (MalformedRequestException e) {
            return Problems.of(HttpStatus.BAD_REQUEST, e.getMessage());
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
}
