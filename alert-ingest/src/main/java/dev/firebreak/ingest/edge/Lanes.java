package dev.firebreak.ingest.edge;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One lane for each source, within bounds for all. */
final class Lanes {
    private final Map<String, Lane> bySource = new ConcurrentHashMap<>();
    private final EdgeSettings settings;
    private final Bound bytes;
    private final Turns turns;

    Lanes(EdgeSettings settings, MeterRegistry registry) {
        this.settings = settings;
        this.bytes = new Bound(settings.maxBytesInFlight(Runtime.getRuntime().maxMemory()));
        this.turns = new Turns(
                settings.maxBytesAtWork(Runtime.getRuntime().maxMemory()),
                settings.maxRequestsInFlight(),
                settings.patience().toNanos(),
                System::nanoTime);
        registry.gauge("ingest.bytes.in.flight", bytes, Bound::used);
        registry.gauge("ingest.requests.in.flight", turns, Turns::underWay);
        registry.gauge("ingest.requests.waiting", turns, Turns::waiting);
    }

    Lane of(String source) {
        return bySource.computeIfAbsent(source, name -> new Lane(name, bytes, turns, rate(name)));
    }

    private TokenBucket rate(String source) {
        double perSecond = settings.rates().getOrDefault(source, settings.rate());
        return new TokenBucket(perSecond, (long) Math.ceil(2 * perSecond), System.nanoTime());
    }
}
