package dev.firebreak.ingest.publish;

import dev.firebreak.model.wire.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the connection beside the requests: creates the topics that are missing, keeps the producer's knowledge of
 * the topic fresh (it may not wait for it itself), and knows whether the broker answers. A broker that is down does not
 * stop the service from starting.
 */
final class KafkaConnection implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(KafkaConnection.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration EVERY_WHEN_DOWN = Duration.ofMillis(200);
    private static final int TIMEOUT_MS = 3000;

    private final PublishSettings settings;
    private final Producer<String, byte[]> producer;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("kafka-connection").factory());
    private final Admin admin;
    private final Duration closeTimeout;
    private volatile boolean up;
    private volatile boolean topicsExist;

    KafkaConnection(PublishSettings settings, Producer<String, byte[]> producer, Duration closeTimeout) {
        this.settings = settings;
        this.producer = producer;
        this.closeTimeout = closeTimeout;
        this.admin = Admin.create(Map.of(
                "bootstrap.servers",
                settings.bootstrapServers(),
                "client.id",
                "alert-ingest-connection",
                "request.timeout.ms",
                TIMEOUT_MS,
                "default.api.timeout.ms",
                TIMEOUT_MS,
                "reconnect.backoff.max.ms",
                500));
    }

    void start() {
        thread.execute(this::look);
    }

    boolean isUp() {
        return up;
    }

    private void look() {
        boolean wasUp = up;
        String problem = "";
        try {
            if (!topicsExist) {
                ensureTopics();
            }
            admin.describeCluster().clusterId().get();
            producer.partitionsFor(Topic.ALERTS.topicName());
            up = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } catch (ExecutionException | KafkaException e) {
            up = false;
            problem = (e.getCause() == null ? e : e.getCause()).getClass().getSimpleName();
        }
        if (up != wasUp) {
            log.atInfo().addKeyValue("up", up).addKeyValue("problem", problem).log("broker");
        }
        schedule();
    }

    private void schedule() {
        try {
            var _ = thread.schedule(this::look, (up ? EVERY : EVERY_WHEN_DOWN).toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("closed");
        }
    }

    private void ensureTopics() throws InterruptedException, ExecutionException {
        Set<String> existing = admin.listTopics().names().get();
        List<NewTopic> missing = Stream.of(Topic.values())
                .flatMap(topic -> Stream.of(topic.topicName(), topic.deadLetterTopicName()))
                .filter(name -> !existing.contains(name))
                .map(name -> new NewTopic(name, settings.partitions(), settings.replication()))
                .toList();
        for (Map.Entry<String, KafkaFuture<Void>> topic :
                admin.createTopics(missing).values().entrySet()) {
            create(topic.getKey(), topic.getValue());
        }
        topicsExist = true;
    }

    /** Another service may be faster. */
    private static void create(String name, KafkaFuture<Void> created) throws InterruptedException, ExecutionException {
        try {
            created.get();
            log.atInfo().addKeyValue("topic", name).log("topic created");
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    /** In this order: messages under way are still sent while the last requests are answered. */
    @Override
    public void close() {
        thread.shutdownNow();
        admin.close(closeTimeout);
        producer.close(closeTimeout);
    }
}
