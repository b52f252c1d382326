package dev.firebreak.incident.idempotency;

import dev.firebreak.incident.deadline.Recurring;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Deletes answers that are no longer kept. */
@Configuration(proxyBeanMethods = false)
class Forgetting {
    @Bean
    Recurring oldAnswers(KeptAnswers answers) {
        return Recurring.of("old answers", Duration.ofHours(1), answers.forget());
    }
}
