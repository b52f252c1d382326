package dev.firebreak.incident.maintenance;

import dev.firebreak.incident.deadline.Recurring;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MaintenanceConfiguration {
    @Bean
    Recurring lookAtMaintenance(MaintenanceDesk desk) {
        return Recurring.of("maintenance", Duration.ofSeconds(1), desk.lookAgain());
    }
}
