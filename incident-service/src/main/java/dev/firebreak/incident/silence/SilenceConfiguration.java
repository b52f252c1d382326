package dev.firebreak.incident.silence;

import dev.firebreak.incident.deadline.Recurring;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SilenceConfiguration {
    /** What people silenced through another instance is known here this much later. */
    @Bean
    Recurring lookAtSilences(SilenceDesk desk) {
        return Recurring.of("silences", Duration.ofSeconds(1), desk.lookAgain());
    }
}
