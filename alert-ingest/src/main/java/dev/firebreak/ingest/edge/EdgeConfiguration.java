package dev.firebreak.ingest.edge;

import dev.firebreak.ingest.publish.SignalPublisher;
import dev.firebreak.ingest.source.Source;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Paths and the server's own bounds. */
@Configuration(proxyBeanMethods = false)
class EdgeConfiguration {
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
        Map<String, Source> byName = sources.stream().collect(Collectors.toMap(Source::name, Function.identity()));
        List<String> names = byName.keySet().stream().sorted().toList();
        WebhookHandler handler = new WebhookHandler(clock, publisher, budget, metrics);
        return RouterFunctions.route()
                .path(
                        "/webhooks/{source}",
                        () -> RouterFunctions.route(RequestPredicates.all(), request -> {
                            Source source = byName.get(request.pathVariable("source"));
                            if (source != null) {
                                return handler.handle(source, request);
                            }
                            Problem problem = Problem.unknownSource(names);
                            metrics.refused(NO_SOURCE, problem);
                            return problem.response();
                        }))
                .route(RequestPredicates.path("/**"), _ -> Problem.notFound().response())
                .build();
    }

    /** A request that is not all there in time is ended: many slow ones would else keep all connections. */
    @Bean
    NettyServerCustomizer requestTimeout(EdgeSettings settings) {
        return server -> server.requestTimeout(settings.requestTimeout()).readTimeout(settings.requestTimeout());
    }
}
