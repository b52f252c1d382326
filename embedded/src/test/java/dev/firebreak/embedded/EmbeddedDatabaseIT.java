package dev.firebreak.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {
    @TempDir
    Path folder;

    @Test
    void keepsItsDataAndPasswordAcrossARestart() throws Exception {
        Path data = folder.resolve("postgres");
        String password;
        try (var database = EmbeddedDatabase.start(data, 0)) {
            password = database.password();
            execute(database, "CREATE TABLE kept AS SELECT 'still here' AS text");
        }
        try (var database = EmbeddedDatabase.start(data, 0)) {
            assertThat(database.password()).isEqualTo(password);
            assertThat(query(database, "SELECT text FROM kept")).isEqualTo("still here");
        }
    }

    @Test
    void flushesKeptDataToTheDisk() throws Exception {
        try (var database = EmbeddedDatabase.start(folder.resolve("postgres"), 0)) {
            assertThat(query(database, "SHOW fsync")).isEqualTo("on");
            assertThat(query(database, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(query(database, "SHOW full_page_writes")).isEqualTo("on");
        }
    }

    @Test
    void letsNobodyInWithoutThePassword() {
        EmbeddedDatabase database = SharedInfrastructure.database();
        for (String user : new String[] {EmbeddedDatabase.ADMINISTRATOR, database.user()}) {
            assertThatThrownBy(() -> DriverManager.getConnection("jdbc:" + database.url(), user, "wrong"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void keepsThePasswordReadableByItsOwnerAlone() throws IOException {
        Path data = folder.resolve("postgres");
        EmbeddedDatabase.start(data, 0).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("password"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
    }

    @Test
    void stopsAServerThatOutlivedItsJvm() throws Exception {
        Path data = folder.resolve("postgres");
        EmbeddedDatabase.start(data, 0).close();
        CrashingOwner.run("database", data);
        assertThat(data.resolve("content/postmaster.pid")).exists();

        try (var database = EmbeddedDatabase.start(data, 0)) {
            assertThat(query(database, "SELECT text FROM kept")).isEqualTo("committed before the crash");
        }
    }

    @Test
    void startsAlthoughTheStalePidBelongsToAnotherProgramNow() throws Exception {
        Path data = folder.resolve("postgres");
        EmbeddedDatabase.start(data, 0).close();
        Process other = new ProcessBuilder("sleep", "600").start();
        try {
            Files.writeString(data.resolve("content/postmaster.pid"), other.pid() + "\n");
            try (var database = EmbeddedDatabase.start(data, 0)) {
                assertThat(query(database, "SELECT 'up'")).isEqualTo("up");
            }
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroy();
        }
    }

    @Test
    void refusesAFolderThatHoldsSomethingElse() throws IOException {
        Path photos = Files.createDirectories(folder.resolve("photos"));
        Files.createFile(photos.resolve("cat.jpg"));

        assertThatThrownBy(() -> EmbeddedDatabase.start(photos, 0))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining("holds something that Firebreak did not put there");
        assertThat(photos.resolve("cat.jpg")).exists();
    }

    @Test
    void saysWhenItsFolderCannotBeWritten() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> EmbeddedDatabase.start(file.resolve("postgres"), 0))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining("cannot be written");
    }

    @Test
    void makesAFreshDatabaseForEachTest() throws Exception {
        String one = SharedInfrastructure.freshDatabase();
        String two = SharedInfrastructure.freshDatabase();

        assertThat(one).isNotEqualTo(two);
        try (Connection connection = connect(SharedInfrastructure.database(), two);
                var statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA incident");
        }
    }

    private static Connection connect(EmbeddedDatabase database, String url) throws SQLException {
        return DriverManager.getConnection("jdbc:" + url, database.user(), database.password());
    }

    private static String query(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database, database.url());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database, database.url());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
