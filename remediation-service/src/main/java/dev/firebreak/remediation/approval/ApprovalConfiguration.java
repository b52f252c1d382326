package dev.firebreak.remediation.approval;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ApprovalConfiguration {
    @Bean
    People people(PeopleSettings settings) {
        return new People(settings.people());
    }
}
