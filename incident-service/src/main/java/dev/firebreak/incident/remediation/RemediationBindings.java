package dev.firebreak.incident.remediation;

import dev.firebreak.eventlog.RecordConsumers;
import dev.firebreak.incident.remediation.News.AutomationMoved;
import dev.firebreak.incident.remediation.News.RemediationMoved;
import dev.firebreak.model.remediation.AutomationFact;
import dev.firebreak.model.remediation.RemediationFact;
import dev.firebreak.model.wire.Wire;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class RemediationBindings {
    @Bean
    Consumer<Message<byte[]>> remediations(
            RecordConsumers records, RemediationKeeper remediations, AutomationStore automation) {
        return records.one(RemediationBindings::decode, received -> switch (received.value()) {
            case RemediationMoved(RemediationFact fact) -> remediations.keep(fact);
            case AutomationMoved(AutomationFact fact) -> automation.keep(fact);
        });
    }

    /** Two kinds share the topic; the type in the header tells them apart. */
    private static News decode(String type, byte[] value) {
        return type.equals(Wire.AUTOMATION_CHANGED)
                ? new AutomationMoved(Wire.read(value, AutomationFact.class))
                : new RemediationMoved(Wire.read(value, RemediationFact.class));
    }
}
