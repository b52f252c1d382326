package dev.firebreak.incident;

import dev.firebreak.eventlog.EventLogConfiguration;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Starts the service alone; {@link #builder()} starts it beside others in one JVM. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
@Import(EventLogConfiguration.class)
public final class IncidentServiceApplication {
    /** Counts in microseconds, as PostgreSQL does: what is read back equals what was written. */
    @Bean
    static InstantSource clock() {
        return Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));
    }

    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(IncidentServiceApplication.class)
                .properties("spring.config.name=incident-service");
    }

    public static void main(String[] args) {
        builder().run(args);
    }
}
