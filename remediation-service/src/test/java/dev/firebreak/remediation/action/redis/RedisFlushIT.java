package dev.firebreak.remediation.action.redis;

import dev.firebreak.remediation.action.ActionContract;

class RedisFlushIT extends ActionContract {
    @Override
    protected Stage stage() {
        RedisStage redis = new RedisStage();
        return new Stage() {
            @Override
            public Doing doing() {
                return doing("target: cache");
            }

            @Override
            public Doing nothing() {
                return doing("target: empty");
            }

            @Override
            public Doing unreachable() {
                return doing("target: away");
            }

            private Doing doing(String with) {
                return new Doing(new RedisFlush(redis.connections), RedisStage.request("redis.flush", with));
            }

            @Override
            public String state() {
                return redis.keys();
            }
        };
    }
}
