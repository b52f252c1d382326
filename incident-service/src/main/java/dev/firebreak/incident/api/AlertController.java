package dev.firebreak.incident.api;

import dev.firebreak.incident.trace.AlertTrace;
import dev.firebreak.incident.trace.TraceStore;
import dev.firebreak.model.alert.AlertId;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Why an alert led to what it led to. */
@RestController
@RequestMapping("/api/alerts/{id}")
class AlertController {
    private final TraceStore traces;

    AlertController(TraceStore traces) {
        this.traces = traces;
    }

    @GetMapping("/why")
    Mono<AlertTrace> why(@PathVariable UUID id) {
        return traces.find(new AlertId(id))
                .switchIfEmpty(Mono.error(() -> new NotFoundException(
                        "no alert " + id + ": never taken in, a repeat of another delivery, or too long ago")));
    }
}
