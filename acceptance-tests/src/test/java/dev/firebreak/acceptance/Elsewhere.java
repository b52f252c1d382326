package dev.firebreak.acceptance;

import dev.firebreak.standalone.ServiceName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/**
 * A Firebreak that runs already, such as the containers of {@code docker-compose.yml}: {@code -Dfirebreak.against} names
 * its file of settings, {@code .env} or the data folder's {@code credentials}. Only tests that leave its servers alone
 * can run against it, and only once: they expect no older effects.
 */
record Elsewhere(Properties settings) {
    static Optional<Elsewhere> named() {
        return Optional.ofNullable(System.getProperty("firebreak.against")).map(file -> read(Path.of(file)));
    }

    String adminPassword() {
        return Objects.requireNonNull(settings.getProperty("FIREBREAK_ADMIN_PASSWORD"), "no FIREBREAK_ADMIN_PASSWORD");
    }

    /** Where the settings say, else the port on this machine that is usual. */
    URI uri(ServiceName service) {
        return switch (service) {
            case INCIDENT_SERVICE -> uri("FIREBREAK_URL", "FIREBREAK_INCIDENT_PORT", "8080");
            case ALERT_INGEST -> uri("FIREBREAK_INGEST_URL", "FIREBREAK_INGEST_PORT", "8081");
            case REMEDIATION_SERVICE -> uri("FIREBREAK_REMEDIATION_URL", "FIREBREAK_REMEDIATION_PORT", "8082");
            case NOTIFIER_SERVICE -> uri("FIREBREAK_NOTIFIER_URL", "FIREBREAK_NOTIFIER_PORT", "8083");
            case SANDBOX -> uri("FIREBREAK_SANDBOX_URL", "FIREBREAK_SANDBOX_PORT", "8090");
        };
    }

    private URI uri(String address, String port, String usualPort) {
        return URI.create(settings.getProperty(address, "http://127.0.0.1:" + settings.getProperty(port, usualPort)));
    }

    private static Elsewhere read(Path file) {
        Properties settings = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            settings.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("no settings in " + file.toAbsolutePath(), e);
        }
        return new Elsewhere(settings);
    }
}
