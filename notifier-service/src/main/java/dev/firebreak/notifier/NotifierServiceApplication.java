package dev.firebreak.notifier;

import dev.firebreak.eventlog.EventLogConfiguration;
import dev.firebreak.notifier.subject.SubjectStore;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.r2dbc.core.DatabaseClient;

/** The way to people, and back. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(NotifierSettings.class)
@Import(EventLogConfiguration.class)
public class NotifierServiceApplication {
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(NotifierServiceApplication.class)
                .properties("spring.config.name=notifier-service");
    }

    public static void main(String[] arguments) {
        builder().run(arguments);
    }

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    SubjectStore subjectStore(DatabaseClient database) {
        return new SubjectStore(database);
    }
}
