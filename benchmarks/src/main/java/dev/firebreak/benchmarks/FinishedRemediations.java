package dev.firebreak.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** The service's tables, looked at and filled from outside. */
final class FinishedRemediations implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Connection database;

    /** @param addresses as the peers tell them */
    FinishedRemediations(Properties addresses) throws SQLException {
        database = DriverManager.getConnection(
                "jdbc:" + addresses.getProperty("FIREBREAK_DATABASE_URL"),
                addresses.getProperty("FIREBREAK_DATABASE_USER"),
                addresses.getProperty("FIREBREAK_DATABASE_PASSWORD"));
    }

    long count() throws SQLException {
        return number("SELECT count(*) FROM remediation.remediation WHERE finished_at IS NOT NULL");
    }

    private long unfinished() throws SQLException {
        return number("SELECT count(*) FROM remediation.remediation WHERE finished_at IS NULL");
    }

    /** Until all are verified and over: what one run left to do would be in the next one's times. */
    void settle() throws InterruptedException, SQLException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end && unfinished() > 0) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
        TimeUnit.SECONDS.sleep(1);
    }

    /** Transactions that were committed so far; a statement outside a transaction is one. */
    long transactions() throws SQLException {
        return number("SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()");
    }

    /** Copies of a finished one, over the last month, with their incident, their attempt and one event each. */
    void add(int copies) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute("""
                    CREATE TEMP TABLE copy AS
                    SELECT gen_random_uuid() AS id, gen_random_uuid() AS incident_id,
                        clock_timestamp() - interval '1 hour' - random() * interval '30 days' AS at
                    FROM generate_series(1, %d)
                    """.formatted(copies));
            for (String table : new String[] {"incident_view", "remediation", "attempt", "event_log"}) {
                statement.execute(copying(statement, table));
            }
            statement.execute("VACUUM ANALYZE"); // as it stands after a month, not in the first minute after a load
        }
    }

    /** All columns as they are in the one that is copied, but for those that tell the copies apart. */
    private static String copying(Statement statement, String table) throws SQLException {
        StringBuilder columns = new StringBuilder();
        StringBuilder values = new StringBuilder();
        try (ResultSet found = statement.executeQuery("""
                SELECT column_name, data_type FROM information_schema.columns
                WHERE table_schema = 'remediation' AND table_name = '%s' AND column_name <> 'position'
                """.formatted(table))) {
            while (found.next()) {
                String name = found.getString(1);
                columns.append(columns.isEmpty() ? "" : ", ").append(name);
                values.append(values.isEmpty() ? "" : ", ").append(value(name, found.getString(2)));
            }
        }
        String model = switch (table) {
            case "incident_view" ->
                "incident_id = (SELECT incident_id FROM remediation.remediation"
                        + " WHERE finished_at IS NOT NULL LIMIT 1)";
            case "remediation" -> "finished_at IS NOT NULL";
            case "attempt" -> "state = 'APPLIED' AND NOT holds_target";
            default -> "seq = 1";
        };
        return "INSERT INTO remediation.%s (%s) SELECT %s FROM copy, (SELECT * FROM remediation.%s WHERE %s LIMIT 1) one"
                .formatted(table, columns, values, table, model);
    }

    private static String value(String column, String type) {
        return switch (column) {
            case "id", "remediation_id", "subject_id", "event_id" -> "copy.id";
            case "incident_id" -> "copy.incident_id";
            case "is_open", "in_trouble" -> "false";
            case "target_key" -> "'copy:' || copy.id";
            default ->
                type.startsWith("timestamp")
                        ? "CASE WHEN one." + column + " IS NOT NULL THEN copy.at END"
                        : "one." + column;
        };
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            found.next();
            return found.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
