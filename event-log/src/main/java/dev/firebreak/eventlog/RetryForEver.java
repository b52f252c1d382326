package dev.firebreak.eventlog;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.kafka.KafkaException.Level;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Delivers again until it works. The handler's defaults are ten tries, some exceptions never tried again, then a line in
 * the log and the record is gone.
 */
final class RetryForEver implements ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> {
    private static final long FIRST_PAUSE_MILLIS = 200;

    private final Duration slowest;

    RetryForEver(Duration slowest) {
        this.slowest = slowest;
    }

    @Override
    public void configure(AbstractMessageListenerContainer<?, ?> container, String destination, String group) {
        container.setCommonErrorHandler(errorHandler());
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
