package dev.firebreak.embedded;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.utils.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka ends its process at once when its disk fails, without a word. Here the process is everybody's: the failure is
 * counted instead, and whoever started the server decides. Kafka has one such place per process.
 */
final class KafkaFailures {
    private static final Logger log = LoggerFactory.getLogger(KafkaFailures.class);
    private static final AtomicInteger COUNT = new AtomicInteger();

    static {
        Exit.setHaltProcedure(KafkaFailures::count);
        Exit.setExitProcedure(KafkaFailures::count);
    }

    private KafkaFailures() {}

    /** How many there were in this process. */
    static int count() {
        return COUNT.get();
    }

    private static void count(int status, String message) {
        COUNT.incrementAndGet();
        log.atError()
                .addKeyValue("status", status)
                .log("Kafka cannot go on: {}", message == null ? "see above" : message);
    }
}
