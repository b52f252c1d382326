package dev.firebreak.ingest.edge;

import dev.firebreak.ingest.publish.SignalPublisher;
import dev.firebreak.ingest.source.Source;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelException;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.netty.channel.AbortedException;

/** Paths and the server's own bounds. */
@Configuration(proxyBeanMethods = false)
class EdgeConfiguration {
    private static final Logger log = LoggerFactory.getLogger(EdgeConfiguration.class);
    private static final String NO_SOURCE = "none";

    @Bean
    BodyBudget bodyBudget(EdgeSettings settings, MeterRegistry registry) {
        BodyBudget budget = new BodyBudget(settings.maxBytesInFlight().toBytes());
        registry.gauge("ingest.bytes.in.flight", budget, BodyBudget::used);
        return budget;
    }

    @Bean
    RouterFunction<ServerResponse> webhooks(
            List<Source> sources,
            InstantSource clock,
            SignalPublisher publisher,
            BodyBudget budget,
            IngestMetrics metrics) {
        List<String> names = sources.stream().map(Source::name).sorted().toList();
        WebhookHandler handler = new WebhookHandler(clock, publisher, budget, metrics);
        RouterFunctions.Builder routes = RouterFunctions.route();
        for (Source source : sources) {
            source.paths()
                    .forEach(path ->
                            routes.route(RequestPredicates.path(path), request -> handler.handle(source, request)));
        }
        return routes.route(RequestPredicates.path("/webhooks/**"), _ -> {
                    Problem problem = Problem.unknownSource(names);
                    metrics.refused(NO_SOURCE, problem);
                    return problem.response();
                })
                .route(RequestPredicates.path("/**"), _ -> Problem.notFound().response())
                .onError(ChannelException.class, (_, _) -> Problem.timedOut().response()) // the server's time limit
                .onError(AbortedException.class, (_, _) -> Problem.timedOut().response()) // the sender went away
                .onError(RuntimeException.class, (defect, _) -> {
                    log.atError().setCause(defect).log("defect");
                    return Problem.defect().response();
                })
                .build();
    }

    /** A request that is not all there in time is ended: many slow ones would else keep all connections. */
    @Bean
    NettyServerCustomizer requestTimeout(EdgeSettings settings) {
        return server -> server.requestTimeout(settings.requestTimeout());
    }
}
