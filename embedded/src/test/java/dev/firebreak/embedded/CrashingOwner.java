package dev.firebreak.embedded;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Starts a database, commits, and ends as a killed JVM does: without closing anything. */
final class CrashingOwner {
    static final int EXIT_CODE = 7;

    private CrashingOwner() {}

    public static void main(String[] arguments) throws SQLException {
        EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(arguments[0]), 0);
        try (var connection =
                        DriverManager.getConnection("jdbc:" + database.url(), database.user(), database.password());
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept AS SELECT 'committed before the crash' AS text");
        }
        Runtime.getRuntime().halt(EXIT_CODE);
    }
}
