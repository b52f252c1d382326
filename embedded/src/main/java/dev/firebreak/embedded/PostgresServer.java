package dev.firebreak.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;

/** How the server is started: settings for one machine that runs Kafka and the services as well. */
final class PostgresServer {
    /** Long enough to recover from an unclean stop. */
    private static final Duration START_WITHIN = Duration.ofMinutes(2);

    private PostgresServer() {}

    static EmbeddedPostgres start(DataFolder folder, PostgresPassword password, int port, boolean durable)
            throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder.content())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START_WITHIN)
                .setPort(port)
                .setConnectConfig("password", password.text());
        if (durable) {
            // Not in the shared temporary folder, where another user could put programs in their place.
            builder.setOverrideWorkingDirectory(folder.resolve("programs").toFile());
        }
        initialisation(builder, password);
        settings(builder, durable);
        return builder.start();
    }

    /** Options of initdb, which the builder calls locale options and puts behind its own {@code -A trust}. */
    private static void initialisation(EmbeddedPostgres.Builder builder, PostgresPassword password) {
        builder.setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", password.file().toString())
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("locale", "C");
    }

    private static void settings(EmbeddedPostgres.Builder builder, boolean durable) {
        String durability = durable ? "on" : "off";
        // The builder switches fsync off by an option that stands before these.
        builder.setServerConfig("fsync", durability)
                .setServerConfig("synchronous_commit", durability)
                .setServerConfig("full_page_writes", durability)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "120")
                .setServerConfig("shared_buffers", "64MB")
                .setServerConfig("max_wal_size", "256MB")
                .setServerConfig("max_parallel_workers_per_gather", "0")
                .setServerConfig("jit", "off");
    }
}
