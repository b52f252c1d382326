package dev.firebreak.remediation.action.redis;

import dev.firebreak.remediation.check.CheckContract;

class RedisInfoCheckIT extends CheckContract {
    private final RedisStage redis = new RedisStage();

    @Override
    protected Looking good() {
        return looking("target: cache, expect: 'body.used_memory > 0 && body.memory_share < 0.9'");
    }

    @Override
    protected Looking bad() {
        return looking("target: cache, expect: 'body.connected_clients > 100000'");
    }

    @Override
    protected Looking unreachable() {
        return looking("target: away, expect: 'body.used_memory > 0'");
    }

    private Looking looking(String with) {
        return new Looking(new RedisInfoCheck(redis.connections), RedisStage.request("redis.info", with));
    }
}
