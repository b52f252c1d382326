package dev.firebreak.ingest.monitor;

import dev.firebreak.model.alert.Signal;
import java.time.Instant;
import java.util.List;

/**
 * A monitor that this instance has claimed for one look.
 *
 * @param fence what is written counts only while the row still has it
 * @param pending alerts that an earlier look decided and that may not have got to Kafka
 * @param waitingSince when somebody last called, or when the monitor was first known; for heartbeats
 * @param now the database's time when it was claimed
 */
record Held(String key, long fence, MonitorState state, List<Signal> pending, Instant waitingSince, Instant now) {
    Held {
        pending = List.copyOf(pending);
    }
}
