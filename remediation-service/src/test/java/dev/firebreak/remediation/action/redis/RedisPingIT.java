package dev.firebreak.remediation.action.redis;

import dev.firebreak.remediation.check.CheckContract;

class RedisPingIT extends CheckContract {
    private final RedisStage redis = new RedisStage();

    @Override
    protected Looking good() {
        return looking("target: cache");
    }

    @Override
    protected Looking bad() {
        return looking("target: away");
    }

    @Override
    protected Looking unreachable() {
        return looking("target: away, timeout: 1s");
    }

    private Looking looking(String with) {
        return new Looking(new RedisPing(redis.connections), RedisStage.request("redis.ping", with));
    }
}
