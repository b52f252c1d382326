package dev.firebreak.eventlog;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.kafka.KafkaException.Level;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * How the listener containers behave. They deliver again until it works: the handler's defaults are ten tries, some
 * exceptions never tried again, then a line in the log and the record is gone. And they tell the broker how far they are
 * a few times a second instead of after each poll, which costs it a write to the disk: what comes again because of that
 * after a crash, the inbox knows.
 */
final class ContainerSettings implements ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> {
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long OFFSETS_EVERY_MILLIS = 250;

    private final Duration slowest;

    ContainerSettings(Duration slowest) {
        this.slowest = slowest;
    }

    @Override
    public void configure(AbstractMessageListenerContainer<?, ?> container, String destination, String group) {
        container.setCommonErrorHandler(errorHandler());
        container.getContainerProperties().setAckMode(AckMode.TIME);
        container.getContainerProperties().setAckTime(OFFSETS_EVERY_MILLIS);
    }

    private DefaultErrorHandler errorHandler() {
        ExponentialBackOff backOff = new ExponentialBackOff(FIRST_PAUSE_MILLIS, 2);
        backOff.setMaxInterval(slowest.toMillis());
        DefaultErrorHandler handler = new DefaultErrorHandler(
                (skipped, problem) -> {
                    // Not reached with this back-off; if it ever is, refusing to skip means the record comes again.
                    throw new KafkaException(
                            "not skipped: " + skipped.topic() + "-" + skipped.partition() + "@" + skipped.offset(),
                            problem);
                },
                backOff);
        handler.setClassifications(Map.of(), true);
        // Otherwise a reason that changes starts the pauses anew.
        handler.setResetStateOnExceptionChange(false);
        // Each try would be logged; RecordConsumers says it once per reason.
        handler.setLogLevel(Level.DEBUG);
        return handler;
    }
}
