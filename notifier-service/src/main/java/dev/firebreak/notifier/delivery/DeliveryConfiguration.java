package dev.firebreak.notifier.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

@Configuration(proxyBeanMethods = false)
class DeliveryConfiguration {
    @Bean
    LaneStore laneStore(DatabaseClient database) {
        return new LaneStore(database);
    }

    @Bean
    Guards guards(MeterRegistry metrics) {
        return new Guards(metrics);
    }

    @Bean
    Lanes lanes(List<Courier> couriers) {
        return new Lanes(couriers);
    }
}
