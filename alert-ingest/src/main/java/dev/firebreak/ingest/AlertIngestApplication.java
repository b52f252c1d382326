package dev.firebreak.ingest;

import java.time.InstantSource;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** Takes alerts in from the monitoring tools. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class AlertIngestApplication {
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(AlertIngestApplication.class).properties("spring.config.name=alert-ingest");
    }

    public static void main(String[] args) {
        builder().run(args);
    }

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }
}
