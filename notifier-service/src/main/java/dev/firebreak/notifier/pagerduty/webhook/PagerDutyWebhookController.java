package dev.firebreak.notifier.pagerduty.webhook;

import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.notifier.command.CommandPublisher;
import dev.firebreak.notifier.inbound.MalformedRequestException;
import dev.firebreak.notifier.inbound.Problems;
import dev.firebreak.notifier.inbound.RawBody;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The address that PagerDuty calls. Three refusals in a row switch its subscription off for a day, so only what is not
 * its own is refused: events that we have no use for are taken, and our own trouble is a 503, which it sends again.
 */
@RestController
class PagerDutyWebhookController {
    private static final Logger LOG = LoggerFactory.getLogger(PagerDutyWebhookController.class);

    private final WebhookSignature signature;
    private final KnownIncidents incidents;
    private final CommandPublisher commands;
    private final InstantSource clock;
    private final MeterRegistry metrics;

    PagerDutyWebhookController(
            WebhookSignature signature,
            KnownIncidents incidents,
            CommandPublisher commands,
            InstantSource clock,
            MeterRegistry metrics) {
        this.signature = signature;
        this.incidents = incidents;
        this.commands = commands;
        this.clock = clock;
        this.metrics = metrics;
    }

    @PostMapping("/webhooks/pagerduty")
    Mono<ResponseEntity<Object>> receive(ServerHttpRequest request) {
        return RawBody.of(request)
                .flatMap(raw -> receive(request, raw))
                .onErrorResume(
                        DataBufferLimitException.class,
                        _ -> Mono.just(refused(HttpStatus.CONTENT_TOO_LARGE, "A body may have 1 MiB.")));
    }

    private Mono<ResponseEntity<Object>> receive(ServerHttpRequest request, byte[] raw) {
        return switch (signature.judge(request.getHeaders().getFirst(WebhookSignature.HEADER), raw)) {
            case GENUINE -> genuine(raw);
            case NOT_CONFIGURED -> {
                count("not-configured");
                yield Mono.just(Problems.retryLater(
                        "PagerDuty's webhooks are refused until FIREBREAK_PAGERDUTY_WEBHOOK_SECRETS is set."));
            }
            case MISSING ->
                Mono.just(refused(
                        HttpStatus.UNAUTHORIZED, "The header " + WebhookSignature.HEADER + " with a v1= is needed."));
            case WRONG ->
                Mono.just(refused(
                        HttpStatus.UNAUTHORIZED,
                        "No signature is made with a secret of FIREBREAK_PAGERDUTY_WEBHOOK_SECRETS."));
        };
    }

    private Mono<ResponseEntity<Object>> genuine(byte[] raw) {
        WebhookEvent event;
        try {
            event = WebhookEvent.read(raw);
        } catch (MalformedRequestException e) {
            return Mono.just(refused(HttpStatus.BAD_REQUEST, e.getMessage()));
        }
        return incidents
                .find(event)
                .flatMap(known -> known.isEmpty() ? nothing(event, "not-ours") : judge(event, known))
                .thenReturn(taken())
                .onErrorResume(failure -> {
                    count("failed");
                    LOG.atWarn()
                            .addKeyValue("event", event.id())
                            .log("not recorded, asked to be sent again: {}", failure);
                    return Mono.just(Problems.retryLater("It could not be recorded just now."));
                });
    }

    private Mono<Void> judge(WebhookEvent event, List<IncidentId> known) {
        return incidents
                .isOurs(event)
                .flatMap(isOurs -> isOurs
                        ? nothing(event, "echo")
                        : incidents
                                .isOvertaken(event)
                                .flatMap(isOvertaken ->
                                        isOvertaken ? nothing(event, "overtaken") : carryOut(event, known)));
    }

    private Mono<Void> carryOut(WebhookEvent event, List<IncidentId> known) {
        return Flux.fromIterable(known)
                .map(incident -> WebhookMeaning.of(event, incident, clock.instant()))
                .concatMap(meaning -> switch (meaning) {
                    case WebhookMeaning.Nothing(String reason) -> nothing(event, reason);
                    case WebhookMeaning.Tell(Command command) ->
                        Mono.fromFuture(() -> commands.publish(command)).then(Mono.fromRunnable(() -> {
                            count("taken");
                            LOG.atInfo()
                                    .addKeyValue("commandId", command.id())
                                    .addKeyValue("actor", command.actor().id())
                                    .log("{} in PagerDuty", event.type());
                        }));
                })
                .then();
    }

    private Mono<Void> nothing(WebhookEvent event, String reason) {
        return Mono.fromRunnable(() -> {
            count(reason);
            LOG.debug("{} is nothing to do: {}", event.type(), reason);
        });
    }

    private static ResponseEntity<Object> taken() {
        return ResponseEntity.accepted().build();
    }

    private ResponseEntity<Object> refused(HttpStatus status, @Nullable String detail) {
        count("refused-" + status.value());
        return Problems.of(status, detail);
    }

    private void count(String outcome) {
        metrics.counter("firebreak.pagerduty.webhooks", "outcome", outcome).increment();
    }
}
