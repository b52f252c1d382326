package dev.firebreak.incident.recording;

import dev.firebreak.eventlog.EventLogSettings;
import dev.firebreak.model.wire.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Has the broker keep alerts for as long as is set, whoever created their topic. The service does its work without: what
 * does not succeed is told in the log.
 */
@Component
class TopicRetention implements ApplicationListener<ApplicationReadyEvent>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicRetention.class);
    private static final ConfigResource ALERTS =
            new ConfigResource(ConfigResource.Type.TOPIC, Topic.ALERTS.topicName());
    private static final int TIMEOUT_MS = 10_000;

    private final EventLogSettings kafka;
    private final Duration keptFor;
    private @Nullable Disposable work;

    TopicRetention(EventLogSettings kafka, RecordingSettings settings) {
        this.kafka = kafka;
        this.keptFor = settings.keptFor();
    }

    @Override
    public synchronized void onApplicationEvent(ApplicationReadyEvent event) {
        if (keptFor.isPositive() && work == null) {
            work = Mono.fromRunnable(this::set)
                    .subscribeOn(Schedulers.boundedElastic())
                    .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofSeconds(1))
                            .maxBackoff(Duration.ofMinutes(1))
                            .filter(RetriableException.class::isInstance))
                    .subscribe(
                            _ -> {},
                            problem -> LOG.atWarn()
                                    .setCause(problem)
                                    .log("the retention of {} is left as it is", Topic.ALERTS.topicName()));
        }
    }

    private void set() {
        String wanted = Long.toString(keptFor.toMillis());
        try (Admin admin = Admin.create(Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "request.timeout.ms",
                TIMEOUT_MS,
                "default.api.timeout.ms",
                TIMEOUT_MS))) {
            ConfigEntry found = Objects.requireNonNull(
                            admin.describeConfigs(List.of(ALERTS)).all().get().get(ALERTS))
                    .get(TopicConfig.RETENTION_MS_CONFIG);
            if (found.value().equals(wanted)) {
                return;
            }
            AlterConfigOp change = new AlterConfigOp(
                    new ConfigEntry(TopicConfig.RETENTION_MS_CONFIG, wanted), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(ALERTS, List.of(change))).all().get();
            LOG.atInfo()
                    .addKeyValue("before", Duration.ofMillis(Long.parseLong(found.value())))
                    .addKeyValue("now", keptFor)
                    .log("retention of {} changed", Topic.ALERTS.topicName());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException problem ? problem : new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // stopped with the service
        }
    }

    @Override
    public synchronized void close() {
        if (work != null) {
            work.dispose();
        }
    }
}
