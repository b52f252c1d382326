package dev.firebreak.ingest.edge;

import dev.firebreak.ingest.archive.PayloadArchive;
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
    Lanes lanes(EdgeSettings settings, MeterRegistry registry) {
        return new Lanes(settings, registry);
    }

    @Bean
    WebhookHandler webhookHandler(
            InstantSource clock,
            SignalPublisher publisher,
            Lanes lanes,
            EdgeSettings settings,
            PayloadArchive archive,
            IngestMetrics metrics) {
        RecentDeliveries recent = new RecentDeliveries(settings.remembered());
        return new WebhookHandler(clock, publisher, lanes, recent, archive, metrics);
    }

    @Bean
    RouterFunction<ServerResponse> webhooks(List<Source> sources, WebhookHandler handler, IngestMetrics metrics) {
        List<String> names = sources.stream().map(Source::name).sorted().toList();
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

    @Bean
    NettyServerCustomizer requestDeadline(EdgeSettings settings, IngestMetrics metrics) {
        return server -> server.doOnChannelInit(
                (_, channel, _) -> RequestDeadline.install(channel, settings.requestTimeout(), metrics::timedOut));
    }
}
