package dev.firebreak.remediation.action.redis;

import dev.firebreak.embedded.SharedInfrastructure;
import dev.firebreak.remediation.action.ActionContract;
import dev.firebreak.remediation.action.Requests;
import dev.firebreak.remediation.action.World;
import dev.firebreak.remediation.step.StepRequest;
import io.lettuce.core.RedisClient;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A database of a real Redis with seven keys, another without any, and an address where none listens. */
final class RedisStage {
    static final String TARGETS =
            "cache: {url: {secret: cache}}, empty: {url: {secret: empty}}, away: {url: {secret: away}}";
    private static final AtomicInteger NEXT = new AtomicInteger();

    private final int database = 1 + NEXT.getAndIncrement() % 14; // 0 is for others, 15 stays empty
    final RedisConnections connections = new RedisConnections(World.secrets(Map.of(
            "cache", address(database),
            "empty", address(15),
            "away", "redis://user:" + ActionContract.CANARY + "@127.0.0.1:1/0")));

    RedisStage() {
        try (RedisClient client = RedisClient.create(address(database));
                var connection = client.connect()) {
            connection.sync().flushdb();
            for (int i = 0; i < 5; i++) {
                connection.sync().set("words:" + i, ActionContract.CANARY);
            }
            connection.sync().set("session:1", "a");
            connection.sync().set("session:2", "b");
        }
    }

    String keys() {
        try (RedisClient client = RedisClient.create(address(database));
                var connection = client.connect()) {
            return connection.sync().keys("*").stream().sorted().toList().toString();
        }
    }

    /** As Redis itself writes it. */
    String info() {
        try (RedisClient client = RedisClient.create(address(database));
                var connection = client.connect()) {
            return connection.sync().info();
        }
    }

    static StepRequest request(String type, String with) {
        return Requests.request(type, TARGETS, with);
    }

    private static String address(int database) {
        return SharedInfrastructure.redis().url() + "/" + database;
    }
}
