package dev.firebreak.remediation.action.redis;

import dev.firebreak.remediation.action.ActionContract;

class RedisDeleteIT extends ActionContract {
    @Override
    protected Stage stage() {
        RedisStage redis = new RedisStage();
        return new Stage() {
            @Override
            public Doing doing() {
                return doing("target: cache, pattern: 'words:*'");
            }

            @Override
            public Doing nothing() {
                return doing("target: cache, pattern: 'no-such:*'");
            }

            @Override
            public Doing unreachable() {
                return doing("target: away, pattern: 'words:*'");
            }

            private Doing doing(String with) {
                return new Doing(new RedisDelete(redis.connections), RedisStage.request("redis.delete", with));
            }

            @Override
            public String state() {
                return redis.keys();
            }
        };
    }
}
