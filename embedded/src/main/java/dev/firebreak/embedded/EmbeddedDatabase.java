package dev.firebreak.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of its own process, on the loopback interface only and behind a generated password that is
 * kept in the data folder, readable by its owner alone: on a shared machine loopback is no border.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    static final String ADMINISTRATOR = "postgres";

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final String FIREBREAK = "firebreak";

    private final DataFolder folder;
    private final EmbeddedPostgres server;
    private final PostgresPassword password;
    private boolean closed;

    private EmbeddedDatabase(DataFolder folder, EmbeddedPostgres server, PostgresPassword password) {
        this.folder = folder;
        this.server = server;
        this.password = password;
    }

    /**
     * Keeps its data in the folder, which is made if absent. Port 0 takes a free one. The caller closes it, after
     * what uses it: it does not stop by itself when the JVM ends.
     */
    public static EmbeddedDatabase start(Path dataFolder, int port) {
        return start(DataFolder.open(dataFolder), port, true);
    }

    /** For tests: a free port, nothing is flushed to the disk, and the data is deleted on close or at the JVM's end. */
    public static EmbeddedDatabase startTemporary() {
        return start(DataFolder.openTemporary("postgres"), 0, false);
    }

    private static EmbeddedDatabase start(DataFolder folder, int wantedPort, boolean durable) {
        try {
            PostgresFiles files = new PostgresFiles(folder);
            files.stopOrphan();
            int port = Ports.claim(wantedPort, "PostgreSQL");
            PostgresPassword password = files.prepare();
            EmbeddedPostgres server = PostgresServer.start(folder, password, port, durable);
            var database = new EmbeddedDatabase(folder, server, password);
            database.createOwnerAndDatabase();
            files.markInitialised();
            if (!durable) {
                Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(database::close));
            }
            log.atInfo().addKeyValue("port", port).log("PostgreSQL started");
            return database;
        } catch (IOException | SQLException | RuntimeException e) {
            folder.close();
            throw e instanceof EmbeddedException known
                    ? known
                    : new EmbeddedException("PostgreSQL did not start: " + e, e);
        }
    }

    private void createOwnerAndDatabase() throws SQLException {
        try (Connection connection = administrator().getConnection();
                var statement = connection.createStatement()) {
            try (var found = statement.executeQuery("SELECT 1 FROM pg_roles WHERE rolname = '" + FIREBREAK + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(FIREBREAK, password.text()));
            statement.execute("CREATE DATABASE %1$s OWNER %1$s".formatted(FIREBREAK));
        }
    }

    /** {@code postgresql://127.0.0.1:port/firebreak}: put {@code jdbc:} or {@code r2dbc:} before it. */
    public String url() {
        return url(FIREBREAK);
    }

    private String url(String name) {
        return "postgresql://127.0.0.1:%d/%s".formatted(port(), name);
    }

    /** Owner of the databases, not a superuser. */
    public String user() {
        return FIREBREAK;
    }

    public String password() {
        return password.text();
    }

    public int port() {
        return server.getPort();
    }

    /**
     * A new, empty database of {@link #user()}; an older one of that name is dropped.
     *
     * @return its address, like {@link #url()}
     */
    public String createDatabase(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'%s' is no database name: %s".formatted(name, NAME));
        }
        try (Connection connection = administrator().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS %s WITH (FORCE)".formatted(name));
            statement.execute("CREATE DATABASE %s OWNER %s STRATEGY file_copy".formatted(name, FIREBREAK));
            return url(name);
        } catch (SQLException e) {
            throw new EmbeddedException("database %s cannot be made".formatted(name), e);
        }
    }

    /** The superuser's connections, for tests that look behind the scenes. */
    public DataSource administrator() {
        return server.getPostgresDatabase();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            server.close();
            new PostgresFiles(folder).awaitStop();
        } catch (IOException e) {
            throw new EmbeddedException("PostgreSQL did not stop", e);
        } finally {
            folder.close();
        }
        log.info("PostgreSQL stopped");
    }
}
