package dev.firebreak.ingest.heartbeat;

import dev.firebreak.catalog.CatalogHolder;
import dev.firebreak.ingest.monitor.MonitorStore;
import dev.firebreak.ingest.source.BearerTokens;
import dev.firebreak.ingest.source.SharedSecrets;
import dev.firebreak.ingest.store.Database;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Paths. */
@Configuration(proxyBeanMethods = false)
class HeartbeatConfiguration {
    static final String TOKENS = "FIREBREAK_HEARTBEAT_TOKENS";

    /** Before the webhooks, which take every path that is left. A GET is as good, as cron jobs call with plain curl. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    RouterFunction<ServerResponse> heartbeats(
            Environment environment,
            CatalogHolder catalog,
            Database database,
            MonitorStore store,
            InstantSource clock) {
        BearerTokens tokens = new BearerTokens(SharedSecrets.of(environment::getProperty, TOKENS));
        HeartbeatHandler handler = new HeartbeatHandler(tokens, catalog, database, store, clock);
        RequestPredicate calls = RequestPredicates.method(HttpMethod.POST).or(RequestPredicates.method(HttpMethod.GET));
        return RouterFunctions.route()
                .route(calls.and(RequestPredicates.path("/heartbeats/{name}")), handler::byName)
                .route(calls.and(RequestPredicates.path("/heartbeats/{system}/{name}")), handler::bySystem)
                .build();
    }
}
