package dev.firebreak.notifier.obligation;

import dev.firebreak.eventlog.Entry;
import dev.firebreak.eventlog.EventLog;
import dev.firebreak.model.EventId;
import dev.firebreak.model.notification.NotificationFact;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells everybody else who was told, through the log: in the transaction that settles the obligation. */
public class Receipts {
    private static final Logger LOG = LoggerFactory.getLogger(Receipts.class);

    private final EventLog eventLog;
    private final MeterRegistry metrics;

    public Receipts(EventLog eventLog, MeterRegistry metrics) {
        this.eventLog = eventLog;
        this.metrics = metrics;
    }

    /** @param detail what the receiver answered; never a secret */
    public Mono<Void> append(String vendor, Flux<Settled> settled, String detail) {
        return settled.collectList().flatMap(all -> all.isEmpty() ? Mono.empty() : append(vendor, all, detail));
    }

    private Mono<Void> append(String vendor, List<Settled> settled, String detail) {
        List<Entry> entries = settled.stream()
                .map(one -> Entry.of(new NotificationFact(
                        EventId.next(),
                        one.incidentId(),
                        one.receiver(),
                        one.transition(),
                        one.at(),
                        one.after(),
                        detail)))
                .toList();
        return eventLog.append(entries).doOnSuccess(_ -> settled.forEach(one -> report(vendor, one)));
    }

    private void report(String vendor, Settled one) {
        Timer.builder("firebreak.notification.delay")
                .description("From a fact to the receiver's answer")
                .tag("vendor", vendor)
                .publishPercentileHistogram()
                .register(metrics)
                .record(one.after());
        LOG.atInfo()
                .addKeyValue("incidentId", one.incidentId())
                .addKeyValue("receiver", one.receiver())
                .addKeyValue("transition", one.transition())
                .log("{} told", vendor);
    }
}
