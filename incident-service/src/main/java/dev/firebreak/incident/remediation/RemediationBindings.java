package dev.firebreak.incident.remediation;

import dev.firebreak.eventlog.Received;
import dev.firebreak.eventlog.RecordConsumers;
import dev.firebreak.incident.remediation.News.AutomationMoved;
import dev.firebreak.incident.remediation.News.RemediationMoved;
import dev.firebreak.model.remediation.AutomationFact;
import dev.firebreak.model.remediation.RemediationFact;
import dev.firebreak.model.wire.Wire;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Configuration(proxyBeanMethods = false)
class RemediationBindings {
    @Bean
    Consumer<Message<List<byte[]>>> remediations(
            RecordConsumers records, RemediationKeeper remediations, AutomationStore automation) {
        return records.batch(RemediationBindings::decode, batch -> {
            List<News> news = Received.values(batch);
            return Flux.fromIterable(of(news, AutomationMoved.class))
                    .concatMap(moved -> automation.keep(moved.fact()))
                    .then(Mono.defer(() -> remediations.keepAll(of(news, RemediationMoved.class).stream()
                            .map(RemediationMoved::fact)
                            .toList())));
        });
    }

    private static <T extends News> List<T> of(List<News> news, Class<T> kind) {
        return news.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Two kinds share the topic; the type in the header tells them apart. */
    private static News decode(String type, byte[] value) {
        return type.equals(Wire.AUTOMATION_CHANGED)
                ? new AutomationMoved(Wire.read(value, AutomationFact.class))
                : new RemediationMoved(Wire.read(value, RemediationFact.class));
    }
}
