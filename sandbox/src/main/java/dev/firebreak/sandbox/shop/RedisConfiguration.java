package dev.firebreak.sandbox.shop;

import dev.firebreak.embedded.EmbeddedRedis;
import dev.firebreak.sandbox.SandboxSettings;
import dev.firebreak.sandbox.ledger.Ledger;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class RedisConfiguration {
    @Bean(destroyMethod = "close")
    EmbeddedRedis redis(SandboxSettings settings) {
        return EmbeddedRedis.start(settings.redis().listen(), settings.redis().port());
    }

    @Bean(destroyMethod = "shutdown")
    RedisClient redisClient(EmbeddedRedis redis) {
        return RedisClient.create(redis.url());
    }

    @Bean(destroyMethod = "close")
    StatefulRedisConnection<String, String> redisConnection(RedisClient redisClient) {
        return redisClient.connect();
    }

    @Bean(destroyMethod = "close")
    RedisMonitor redisMonitor(EmbeddedRedis redis, Ledger ledger, JsonMapper json) {
        return RedisMonitor.start(redis.port(), ledger, json);
    }
}
