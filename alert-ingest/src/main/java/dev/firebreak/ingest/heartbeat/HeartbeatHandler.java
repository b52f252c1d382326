package dev.firebreak.ingest.heartbeat;

import dev.firebreak.catalog.CatalogHolder;
import dev.firebreak.catalog.system.Probe;
import dev.firebreak.catalog.yaml.Durations;
import dev.firebreak.ingest.monitor.MonitorStore;
import dev.firebreak.ingest.monitor.Watched;
import dev.firebreak.ingest.source.Authentication;
import dev.firebreak.ingest.source.BearerTokens;
import dev.firebreak.ingest.source.Delivery;
import dev.firebreak.ingest.store.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Takes a call: who calls, which heartbeat it is, and only then an answer that it counts. */
final class HeartbeatHandler {
    private static final Logger log = LoggerFactory.getLogger(HeartbeatHandler.class);

    private final BearerTokens tokens;
    private final CatalogHolder catalog;
    private final Database database;
    private final MonitorStore store;
    private final InstantSource clock;

    HeartbeatHandler(
            BearerTokens tokens, CatalogHolder catalog, Database database, MonitorStore store, InstantSource clock) {
        this.tokens = tokens;
        this.catalog = catalog;
        this.database = database;
        this.store = store;
        this.clock = clock;
    }

    Mono<ServerResponse> byName(ServerRequest request) {
        return authenticated(request, () -> {
            String name = request.pathVariable("name");
            Map<String, Watched> all = heartbeats();
            List<Watched> found = all.values().stream()
                    .filter(it -> it.monitor().name().equals(name))
                    .toList();
            return switch (found.size()) {
                case 0 -> HeartbeatProblem.unknown(name, names(all));
                case 1 -> beat(found.getFirst());
                default ->
                    HeartbeatProblem.ambiguous(found.stream().map(Watched::key).toList());
            };
        });
    }

    Mono<ServerResponse> bySystem(ServerRequest request) {
        return authenticated(request, () -> {
            String key = request.pathVariable("system") + "/" + request.pathVariable("name");
            Map<String, Watched> all = heartbeats();
            Watched found = all.get(key);
            return found == null ? HeartbeatProblem.unknown(key, all.keySet()) : beat(found);
        });
    }

    private interface Answer {
        Mono<ServerResponse> give();
    }

    private Mono<ServerResponse> authenticated(ServerRequest request, Answer answer) {
        Delivery call = new Delivery(request.headers()::firstHeader, new byte[0], clock.instant());
        return switch (tokens.check(call, "send it as 'Authorization: Bearer …'")) {
            case Authentication.Accepted _ -> answer.give();
            case Authentication.Refused(String reason) -> HeartbeatProblem.unauthenticated(reason);
            case Authentication.Closed(String setting) -> HeartbeatProblem.closed(setting);
        };
    }

    private Mono<ServerResponse> beat(Watched heartbeat) {
        if (!database.isReady()) {
            return HeartbeatProblem.notStored();
        }
        return Database.shielded(store.beat(heartbeat))
                .flatMap(counts -> counts ? accepted(heartbeat) : HeartbeatProblem.notStored())
                .onErrorResume(Exception.class, problem -> {
                    log.atDebug()
                            .setCause(problem)
                            .addKeyValue("heartbeat", heartbeat.key())
                            .log("not stored");
                    return HeartbeatProblem.notStored();
                });
    }

    private static Mono<ServerResponse> accepted(Watched heartbeat) {
        Duration within = heartbeat.monitor().probe() instanceof Probe.Heartbeat(Duration it) ? it : Duration.ZERO;
        return ServerResponse.accepted()
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("heartbeat", heartbeat.key(), "nextWithin", Durations.format(within)));
    }

    private Map<String, Watched> heartbeats() {
        return Watched.all(catalog.get()).entrySet().stream()
                .filter(entry -> entry.getValue().monitor().isHeartbeat())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Set<String> names(Map<String, Watched> all) {
        return all.values().stream().map(it -> it.monitor().name()).collect(Collectors.toCollection(TreeSet::new));
    }
}
