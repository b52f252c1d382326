package dev.firebreak.benchmarks;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Looks once a second at what a flood does to the service, and seldom enough not to be part of the load. */
final class FloodWatch implements AutoCloseable {
    private static final int[] SHARES = {10, 50, 100};
    private static final Duration BEYOND_THE_LIMIT = Duration.ofMinutes(5);

    /** What the service and its tables take. */
    record Footprint(long resident, long liveHeap, long database) {
        String text() {
            return resident + " MB / " + liveHeap + " MB / " + database + " MB";
        }
    }

    private final FloodInstance instance;
    private final SlackNamings namings;
    private final IntakeLag lag;
    private final Connection database;
    private final Map<String, Footprint> footprints = new LinkedHashMap<>();
    private long mostWaiting;
    private Duration takenIn = Duration.ZERO;

    FloodWatch(FloodInstance instance, SlackNamings namings) throws SQLException {
        this.instance = instance;
        this.namings = namings;
        lag = new IntakeLag(instance.bootstrapServers());
        Properties addresses = instance.addresses();
        database = DriverManager.getConnection(
                "jdbc:" + addresses.getProperty("FIREBREAK_DATABASE_URL"),
                addresses.getProperty("FIREBREAK_DATABASE_USER"),
                addresses.getProperty("FIREBREAK_DATABASE_PASSWORD"));
    }

    /** Until all of them are named, or should have been long ago. */
    void untilNamed(Flood flood, Duration limit)
            throws IOException, InterruptedException, ExecutionException, SQLException {
        Instant patience = flood.startAt().plus(limit).plus(BEYOND_THE_LIMIT);
        int next = 0;
        while (namings.named().size() < flood.size() && Instant.now().isBefore(patience)) {
            TimeUnit.SECONDS.sleep(1);
            namings.look();
            long waiting = lag.facts();
            mostWaiting = Math.max(mostWaiting, waiting);
            if (flood.sent() == flood.size() && waiting == 0 && takenIn.isZero()) {
                takenIn = Duration.between(flood.startAt(), Instant.now());
            }
            if (next < SHARES.length && flood.sent() * 100L >= (long) SHARES[next] * flood.size()) {
                note(SHARES[next] + " % of the incidents have begun");
                next++;
            }
        }
        note("all are named");
    }

    void note(String moment) throws IOException, InterruptedException, SQLException {
        footprints.put(
                moment,
                new Footprint(
                        instance.service().residentMegabytes(),
                        instance.service().liveHeapMegabytes(),
                        databaseMegabytes()));
    }

    private long databaseMegabytes() throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet found = statement.executeQuery("SELECT pg_database_size(current_database()) >> 20")) {
            found.next();
            return found.getLong(1);
        }
    }

    /** By the moment when it was looked at, in order. */
    Map<String, Footprint> footprints() {
        return footprints;
    }

    /** Facts on the topic that were not taken in yet. */
    long mostWaiting() {
        return mostWaiting;
    }

    /** From the first fact until all were taken in; zero when they never were. */
    Duration takenIn() {
        return takenIn;
    }

    @Override
    public void close() throws SQLException {
        lag.close();
        database.close();
    }
}
