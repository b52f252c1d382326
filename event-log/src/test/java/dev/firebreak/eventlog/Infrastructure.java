package dev.firebreak.eventlog;

import java.util.Map;

/** Where Kafka and an empty database are. */
record Infrastructure(String kafka, String databaseUrl, String user, String password) {
    Map<String, Object> settings() {
        return Map.of(
                "FIREBREAK_KAFKA", kafka,
                "FIREBREAK_DATABASE_URL", databaseUrl,
                "FIREBREAK_DATABASE_USER", user,
                "FIREBREAK_DATABASE_PASSWORD", password);
    }
}
