package dev.firebreak.ingest.monitor.probe;

import dev.firebreak.catalog.system.Breach;
import dev.firebreak.catalog.system.Probe;
import dev.firebreak.ingest.source.Deliveries;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The real probes with settings of a test. */
final class Looks implements AutoCloseable {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Map<String, Object> secrets = new HashMap<>();
    private @Nullable URI sandbox;
    private @Nullable URI prometheus;
    private List<String> networks = List.of("127.0.0.0/8", "::1/128");
    private @Nullable Probes probes;

    Looks sandbox(URI base) {
        sandbox = base;
        return this;
    }

    Looks prometheus(URI base) {
        prometheus = base;
        return this;
    }

    Looks noPrivateNetworks() {
        networks = List.of();
        return this;
    }

    Looks secret(String setting, String value) {
        secrets.put(setting, value);
        return this;
    }

    Observation at(Probe probe) {
        return at(probe, TIMEOUT);
    }

    Observation at(Probe probe, Duration timeout) {
        if (probes == null) {
            probes = new Probes(
                    new EgressSettings(sandbox, networks, prometheus),
                    Deliveries.environment(secrets),
                    InstantSource.fixed(NOON));
        }
        return Objects.requireNonNull(probes.look(probe, timeout).block(Duration.ofMinutes(2)));
    }

    Breach breach(Probe probe) {
        return at(probe) instanceof Observation.Seen seen ? seen.breach() : fail(probe);
    }

    private Breach fail(Probe probe) {
        throw new AssertionError("saw nothing: " + at(probe));
    }

    @Override
    public void close() {
        if (probes != null) {
            probes.close();
        }
    }
}
