package dev.firebreak.ingest.edge;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One lane for each source, within bounds for all. */
final class Lanes {
    private final Map<String, Lane> bySource = new ConcurrentHashMap<>();
    private final EdgeSettings settings;
    private final Bound bytes;
    private final Bound requests;

    Lanes(EdgeSettings settings, MeterRegistry registry) {
        this.settings = settings;
        this.bytes = new Bound(settings.maxBytesInFlight(Runtime.getRuntime().maxMemory()));
        this.requests = new Bound(settings.maxRequestsInFlight());
        registry.gauge("ingest.bytes.in.flight", bytes, Bound::used);
        registry.gauge("ingest.requests.in.flight", requests, Bound::used);
    }

    Lane of(String source) {
        return bySource.computeIfAbsent(source, name -> new Lane(bytes, requests, rate(name)));
    }

    private TokenBucket rate(String source) {
        double perSecond = settings.rates().getOrDefault(source, settings.rate());
        return new TokenBucket(perSecond, (long) Math.ceil(2 * perSecond), System.nanoTime());
    }
}
