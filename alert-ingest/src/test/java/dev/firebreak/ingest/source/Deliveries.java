package dev.firebreak.ingest.source;

import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.Signal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Messages without a server around them. */
public final class Deliveries {
    public static final Instant NOON = Instant.parse("2026-02-01T12:00:00Z");

    private Deliveries() {}

    public static Delivery delivery(String body, Map<String, String> headers) {
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        return new Delivery(anyCase::get, anyCase::keySet, body.getBytes(StandardCharsets.UTF_8), NOON, "");
    }

    public static Environment environment(String setting, String value) {
        return environment(Map.of(setting, value));
    }

    public static Environment environment(Map<String, Object> settings) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
        return environment;
    }

    public static Alert onlyAlert(Reading reading) {
        if (reading.signals().size() != 1) {
            throw new AssertionError("expected one signal, found " + reading);
        }
        return ((Signal.AlertReceived) reading.signals().getFirst()).alert();
    }
}
