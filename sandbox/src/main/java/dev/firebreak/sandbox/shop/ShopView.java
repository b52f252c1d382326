package dev.firebreak.sandbox.shop;

import dev.firebreak.sandbox.vercel.AliasJob;
import dev.firebreak.sandbox.vercel.Deployment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A shop as people and tests see it. */
record ShopView(
        List<String> hosts,
        String project,
        @Nullable String team,
        Deployment live,
        List<Deployment> deployments,
        boolean healthy,
        String breaker,
        CacheView cache,
        @Nullable String aliasJob) {

    record CacheView(int words, int sessions, boolean corrupt) {}

    static ShopView of(Shop shop) {
        var project = shop.project();
        return new ShopView(
                project.hosts(),
                project.id(),
                project.team(),
                project.live(),
                project.deployments(),
                shop.isHealthy(),
                shop.breaker().state(),
                new CacheView(shop.cache().words(), shop.cache().sessions(), !shop.isCacheReadable()),
                project.job().map(AliasJob::status).map(AliasJob.Status::text).orElse(null));
    }
}
