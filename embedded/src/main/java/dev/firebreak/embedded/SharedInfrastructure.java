package dev.firebreak.embedded;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * One server of each kind per JVM, started by the first test that asks and stopped at the JVM's end. Tests keep apart
 * by their own database and by names of topics and groups.
 */
public final class SharedInfrastructure {
    private static final AtomicInteger databases = new AtomicInteger();

    private SharedInfrastructure() {}

    public static EmbeddedKafka kafka() {
        return Kafka.SERVER;
    }

    public static EmbeddedDatabase database() {
        return Database.SERVER;
    }

    public static EmbeddedRedis redis() {
        return Redis.SERVER;
    }

    /** A fresh, empty database; its user and password are those of {@link #database()}. */
    public static String freshDatabase() {
        return database().createDatabase("test_" + databases.incrementAndGet());
    }

    private static final class Kafka {
        static final EmbeddedKafka SERVER = closedAtEnd(EmbeddedKafka.startTemporary());
    }

    private static final class Database {
        static final EmbeddedDatabase SERVER = EmbeddedDatabase.startTemporary();
    }

    private static final class Redis {
        static final EmbeddedRedis SERVER = closedAtEnd(EmbeddedRedis.start());
    }

    private static EmbeddedKafka closedAtEnd(EmbeddedKafka kafka) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(kafka::close));
        return kafka;
    }

    private static EmbeddedRedis closedAtEnd(EmbeddedRedis redis) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(redis::close));
        return redis;
    }
}
