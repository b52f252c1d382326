package dev.firebreak.incident.console;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.CatalogHolder;
import dev.firebreak.catalog.system.ServiceDefinition;
import dev.firebreak.eventlog.RecordSender;
import dev.firebreak.model.EventId;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertId;
import dev.firebreak.model.alert.AlertStatus;
import dev.firebreak.model.alert.Signal;
import dev.firebreak.model.wire.Wire;
import dev.firebreak.model.wire.WireMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** An alert that harms nobody, to see what becomes of one. No runbook is written for its name. */
@Component
class SampleAlert {
    private final CatalogHolder catalog;
    private final RecordSender sender;
    private final InstantSource clock;

    SampleAlert(CatalogHolder catalog, RecordSender sender, InstantSource clock) {
        this.catalog = catalog;
        this.sender = sender;
        this.clock = clock;
    }

    /** Done when the broker has it. */
    Mono<Void> send() {
        WireMessage message = Wire.of(new Signal.AlertReceived(EventId.next(), alert(catalog.get(), clock.instant())));
        Map<String, byte[]> headers = new LinkedHashMap<>();
        message.headers().forEach((name, value) -> headers.put(name, value.getBytes(StandardCharsets.UTF_8)));
        return Mono.fromCallable(() -> sender.send(
                        message.topic().topicName(),
                        message.key().getBytes(StandardCharsets.UTF_8),
                        headers,
                        message.value()))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(sent -> Mono.fromFuture(sent, true));
    }

    /** About the first service that takes an alert by its mere name, so that it opens an incident. */
    static Alert alert(Catalog catalog, Instant now) {
        return catalog.systems().stream()
                .flatMap(system -> system.services().stream())
                .map(ServiceDefinition::name)
                .map(service -> about(service, now))
                .filter(alert -> catalog.service(alert).isPresent())
                .findFirst()
                .orElseGet(() -> about("sample", now));
    }

    private static Alert about(String service, Instant now) {
        return new Alert(
                AlertId.next(),
                "sample:" + now,
                "console",
                "sample",
                AlertStatus.FIRING,
                "SampleAlert",
                Severity.ERROR,
                "sample-" + service,
                service,
                service,
                "production",
                null,
                "Sample alert from the console",
                "Somebody pressed a button to see what becomes of an alert. Nothing is wrong.",
                Map.of("service", service, "severity", "error"),
                Map.of(),
                List.of(),
                now,
                null,
                now);
    }
}
