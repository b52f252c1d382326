package dev.firebreak.incident.remediation;

import dev.firebreak.eventlog.Received;
import dev.firebreak.eventlog.RecordConsumers;
import dev.firebreak.incident.remediation.News.AutomationMoved;
import dev.firebreak.incident.remediation.News.BoundsTold;
import dev.firebreak.incident.remediation.News.DryRunFinished;
import dev.firebreak.incident.remediation.News.RemediationMoved;
import dev.firebreak.model.remediation.AutomationFact;
import dev.firebreak.model.remediation.BoundsFact;
import dev.firebreak.model.remediation.DryRunFact;
import dev.firebreak.model.remediation.RemediationFact;
import dev.firebreak.model.wire.Wire;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Configuration(proxyBeanMethods = false)
class RemediationBindings {
    @Bean
    Consumer<Message<List<byte[]>>> remediations(
            RecordConsumers records,
            RemediationKeeper remediations,
            AutomationStore automation,
            DryRunStore dryRuns,
            BoundsStore bounds) {
        return records.batch(RemediationBindings::decode, batch -> {
            List<News> news = Received.values(batch);
            return Flux.fromIterable(news)
                    .concatMap(each -> switch (each) {
                        case AutomationMoved moved -> automation.keep(moved.fact());
                        case DryRunFinished finished -> dryRuns.keep(finished.fact());
                        case BoundsTold told -> bounds.keep(told.fact());
                        case RemediationMoved _ -> Mono.empty(); // together, below
                    })
                    .then(Mono.defer(() -> remediations.keepAll(news.stream()
                            .filter(RemediationMoved.class::isInstance)
                            .map(moved -> ((RemediationMoved) moved).fact())
                            .toList())));
        });
    }

    /** Several kinds share the topic; the type in the header tells them apart. Null for one of a newer version. */
    private static @Nullable News decode(String type, byte[] value) {
        if (Wire.isRemediation(type)) {
            return new RemediationMoved(Wire.read(value, RemediationFact.class));
        }
        return switch (type) {
            case Wire.AUTOMATION_CHANGED -> new AutomationMoved(Wire.read(value, AutomationFact.class));
            case Wire.DRY_RUN -> new DryRunFinished(Wire.read(value, DryRunFact.class));
            case Wire.BOUNDS -> new BoundsTold(Wire.read(value, BoundsFact.class));
            default -> null;
        };
    }
}
