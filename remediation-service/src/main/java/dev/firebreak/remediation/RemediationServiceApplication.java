package dev.firebreak.remediation;

import dev.firebreak.eventlog.EventLogConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Import;

/** Starts remediation-service alone; the standalone starts it beside the others. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Import(EventLogConfiguration.class)
public class RemediationServiceApplication {
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(RemediationServiceApplication.class)
                .web(WebApplicationType.REACTIVE)
                .properties("spring.config.name=remediation-service");
    }

    public static void main(String[] arguments) {
        builder().run(arguments);
    }
}
