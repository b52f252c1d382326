package dev.firebreak.remediation.action.postgres;

import static org.awaitility.Awaitility.await;

import dev.firebreak.embedded.SharedInfrastructure;
import dev.firebreak.remediation.action.ActionContract;
import dev.firebreak.remediation.action.Requests;
import dev.firebreak.remediation.action.World;
import dev.firebreak.remediation.step.StepRequest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A database of its own on a real server, with sessions that idle and sessions that work. */
final class PostgresStage {
    static final Duration PATIENCE = Duration.ofSeconds(90);

    private final String database = SharedInfrastructure.freshDatabase();
    private final List<Connection> sessions = new ArrayList<>();
    final PostgresConnections connections = new PostgresConnections(World.secrets(Map.of(
            "database", Databases.withLogin(database),
            "empty", Databases.withLogin(SharedInfrastructure.freshDatabase()),
            "away", "postgresql://user:" + ActionContract.CANARY + "@127.0.0.1:1/none")));

    /** One that has nothing to do. */
    PostgresStage idle(String application) {
        open(application);
        return this;
    }

    /** One that began something and does not go on. */
    PostgresStage idleInTransaction(String application) {
        run(open(application), "BEGIN; SELECT 1");
        return this;
    }

    /** One whose statement takes longer than any test. */
    PostgresStage busy(String application) {
        Connection connection = open(application);
        Thread.startVirtualThread(() -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SELECT pg_sleep(3600)");
            } catch (SQLException e) {
                // it is ended: that is what it is for
            }
        });
        await().atMost(PATIENCE).until(() -> alive().contains(application + " active"));
        return this;
    }

    /** Applications of the sessions that are there, each with its state. */
    String alive() {
        TreeSet<String> found = new TreeSet<>();
        try (Connection own = connect("observer");
                Statement statement = own.createStatement();
                var rows = statement.executeQuery("SELECT application_name || ' ' || state FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND application_name <> 'observer'"
                        + " AND application_name <> '" + PostgresConnections.OURS + "'")) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return found.toString();
    }

    StepRequest request(String type, String with) {
        return Requests.request(
                type,
                "db: {kind: postgres, url: {secret: database}}, empty: {kind: postgres, url: {secret: empty}},"
                        + " away: {kind: postgres, url: {secret: away}}",
                with);
    }

    private Connection open(String application) {
        Connection connection = connect(application);
        sessions.add(connection); // else it would be closed when it is collected
        return connection;
    }

    private Connection connect(String application) {
        try {
            return DriverManager.getConnection(
                    "jdbc:" + database + "?ApplicationName=" + application,
                    SharedInfrastructure.database().user(),
                    SharedInfrastructure.database().password());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void run(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
