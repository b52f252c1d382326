package dev.firebreak.sandbox.shop;

import dev.firebreak.embedded.EmbeddedRedis;
import dev.firebreak.sandbox.vercel.Project;
import dev.firebreak.sandbox.vercel.Projects;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The shop of each project. All share one Redis, as the runbooks' targets do. */
@Component
class Shops {
    private final Projects projects;
    private final EmbeddedRedis redis;
    private final WordCache cache;
    private final Map<String, Shop> byProject = new ConcurrentHashMap<>();

    Shops(Projects projects, EmbeddedRedis redis, StatefulRedisConnection<String, String> connection) {
        this.projects = projects;
        this.redis = redis;
        this.cache = new WordCache(connection.sync());
    }

    Shop ofHost(String host) {
        return of(projects.ofHost(host));
    }

    private Shop of(Project project) {
        return byProject.computeIfAbsent(project.id(), added -> new Shop(project, cache));
    }

    List<Shop> all() {
        return projects.all().stream().map(this::of).toList();
    }

    void recover(Shop shop) {
        shop.recover();
        projects.save();
    }

    String redisUrl() {
        return redis.url();
    }
}
