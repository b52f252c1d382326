package dev.firebreak.acceptance;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Looks again and again whether two open incidents share a correlation key. Where the database is away it tries anew. */
final class OpenIncidents implements AutoCloseable {
    private static final Duration BETWEEN = Duration.ofMillis(50);

    private final Fleet fleet;
    private final Queue<String> twice = new ConcurrentLinkedQueue<>();
    private final Thread thread = Thread.ofVirtual().unstarted(this::look);
    private final AtomicInteger looks = new AtomicInteger();
    private volatile boolean closed;

    private OpenIncidents(Fleet fleet) {
        this.fleet = fleet;
    }

    static OpenIncidents watch(Fleet fleet) {
        OpenIncidents watch = new OpenIncidents(fleet);
        watch.thread.start();
        return watch;
    }

    /** Keys that were seen open twice. */
    List<String> seenTwice() {
        return List.copyOf(twice);
    }

    int looks() {
        return looks.get();
    }

    private void look() {
        while (!closed) {
            try (Connection connection = fleet.connection();
                    Statement statement = connection.createStatement()) {
                while (!closed) {
                    look(statement);
                    LockSupport.parkNanos(BETWEEN.toNanos());
                }
            } catch (SQLException e) { // killed, or not up again
                LockSupport.parkNanos(BETWEEN.toNanos());
            }
        }
    }

    private void look(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("""
                select snapshot ->> 'correlationKey' from incident.incident
                where snapshot ->> 'state' in ('triggered', 'acknowledged', 'mitigated') group by 1 having count(*) > 1
                """)) {
            looks.incrementAndGet();
            while (rows.next()) {
                twice.add(rows.getString(1));
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
