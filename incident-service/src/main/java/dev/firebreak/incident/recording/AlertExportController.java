package dev.firebreak.incident.recording;

import dev.firebreak.catalog.CatalogHolder;
import dev.firebreak.incident.api.BadRequestException;
import dev.firebreak.incident.api.Texts;
import dev.firebreak.model.alert.Signal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Recorded alerts, in the form that a backtest reads. */
@RestController
@RequestMapping("/api/alerts/export")
class AlertExportController {
    /** When the answer begins earlier: from then on nothing is missing. */
    static final String COMPLETE_FROM = "Firebreak-Complete-From";

    private final Recording recording;
    private final CatalogHolder catalog;
    private final InstantSource clock;

    AlertExportController(Recording recording, CatalogHolder catalog, InstantSource clock) {
        this.recording = recording;
        this.catalog = catalog;
        this.clock = clock;
    }

    /**
     * @param from all that is kept unless said
     * @param to exclusive; now unless said
     * @param system only its alerts and deployments, by the catalogue in use
     */
    @GetMapping(produces = MediaType.APPLICATION_NDJSON_VALUE)
    Mono<ResponseEntity<Flux<DataBuffer>>> export(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String system) {
        Instant start = from == null ? Instant.EPOCH : Texts.instant("from", from);
        Instant end = to == null ? clock.instant() : Texts.instant("to", to);
        if (!start.isBefore(end)) {
            throw new BadRequestException("'from' is not before 'to', " + end);
        }
        Predicate<Signal> wanted = system == null ? _ -> true : belongingTo(system);
        return recording.span(start, end).map(span -> {
            span.oldest()
                    .filter(oldest -> from != null && start.isBefore(oldest))
                    .ifPresent(oldest -> refuse(start, oldest));
            ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
            span.completeFrom()
                    .filter(start::isBefore)
                    .ifPresent(since -> answer.header(COMPLETE_FROM, since.toString()));
            return answer.body(
                    recording.lines(span, wanted).<DataBuffer>map(DefaultDataBufferFactory.sharedInstance::wrap));
        });
    }

    private Predicate<Signal> belongingTo(String system) {
        if (catalog.get().system(system).isEmpty()) {
            throw new BadRequestException("no system '" + system + "' in the catalogue");
        }
        return Belonging.to(system, catalog.get());
    }

    private static void refuse(Instant from, Instant oldest) {
        throw new BadRequestException("alerts from before " + oldest
                + " are not kept any more; ask from then on, or without 'from' for all there are, not from " + from);
    }
}
