package dev.firebreak.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What PostgreSQL read of each table so far, as it counts it itself.
 *
 * @param byTable keyed by the table's name
 */
record RowsRead(Map<String, Rows> byTable) {
    /**
     * @param scanned rows that were read because the whole table was
     * @param fetched rows that an index led to
     */
    record Rows(long scanned, long fetched) {
        Rows minus(Rows earlier) {
            return new Rows(scanned - earlier.scanned, fetched - earlier.fetched);
        }
    }

    /** A session that has nothing to do tells what it counted after ten seconds; the machine may stall meanwhile. */
    private static final long UNTIL_TOLD = 20;

    RowsRead {
        byTable = Map.copyOf(byTable);
    }

    /** @param schema of the service whose tables are looked at */
    static RowsRead now(Properties addresses, String schema) throws SQLException, InterruptedException {
        TimeUnit.SECONDS.sleep(UNTIL_TOLD);
        Map<String, Rows> tables = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:" + addresses.getProperty("FIREBREAK_DATABASE_URL"),
                        addresses.getProperty("FIREBREAK_DATABASE_USER"),
                        addresses.getProperty("FIREBREAK_DATABASE_PASSWORD"));
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select relname, seq_tup_read, coalesce(idx_tup_fetch, 0)"
                        + " from pg_stat_user_tables where schemaname = '" + schema + "'")) {
            while (found.next()) {
                tables.put(found.getString(1), new Rows(found.getLong(2), found.getLong(3)));
            }
        }
        return new RowsRead(tables);
    }

    RowsRead since(RowsRead earlier) {
        Map<String, Rows> tables = new TreeMap<>();
        byTable.forEach((table, rows) ->
                tables.put(table, rows.minus(earlier.byTable.getOrDefault(table, new Rows(0, 0)))));
        return new RowsRead(tables);
    }
}
