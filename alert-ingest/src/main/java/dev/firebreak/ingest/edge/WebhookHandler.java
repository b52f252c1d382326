package dev.firebreak.ingest.edge;

import dev.firebreak.ingest.archive.PayloadArchive;
import dev.firebreak.ingest.json.PayloadException;
import dev.firebreak.ingest.publish.NotStoredException;
import dev.firebreak.ingest.publish.SignalPublisher;
import dev.firebreak.ingest.publish.SignalTooLargeException;
import dev.firebreak.ingest.source.Authentication;
import dev.firebreak.ingest.source.Delivery;
import dev.firebreak.ingest.source.Reading;
import dev.firebreak.ingest.source.Source;
import dev.firebreak.model.alert.Signal;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** One webhook from headers to answer: who, how much, signature, meaning, broker. In this order, each may end it. */
final class WebhookHandler {
    private static final byte[] NO_BODY = {};
    /** What a connection may still send after it was refused, and be kept. */
    private static final long READ_AWAY = 64L * 1024;

    private final InstantSource clock;
    private final SignalPublisher publisher;
    private final Lanes lanes;
    private final RecentDeliveries recent;
    private final PayloadArchive archive;
    private final IngestMetrics metrics;

    WebhookHandler(
            InstantSource clock,
            SignalPublisher publisher,
            Lanes lanes,
            RecentDeliveries recent,
            PayloadArchive archive,
            IngestMetrics metrics) {
        this.clock = clock;
        this.publisher = publisher;
        this.lanes = lanes;
        this.recent = recent;
        this.archive = archive;
        this.metrics = metrics;
    }

    Mono<ServerResponse> handle(Source source, ServerRequest request) {
        Lane lane = lanes.of(source.name());
        Problem problem = EnvelopeCheck.problem(source, request);
        if (problem == null) {
            problem = congestion(lane);
        }
        if (problem != null) {
            return refuseUnread(source, request, problem);
        }
        Authentication early = source.authenticateByHeaders(delivery(request, NO_BODY));
        Problem refusal = early == null ? null : refusal(early);
        if (refusal != null) {
            return refuseUnread(source, request, refusal);
        }
        int limit = source.limits().bytes();
        long announced = request.headers().contentLength().orElse(limit);
        return Mono.using(
                        () -> new Arrival(lane, limit, announced),
                        arrival -> request.exchange()
                                .getRequest()
                                .getBody()
                                .doOnNext(arrival::add)
                                .then(Mono.defer(() -> inTurn(
                                        arrival,
                                        () -> accept(source, lane, delivery(request, arrival.body()), early != null)))),
                        Arrival::end)
                .onErrorResume(DataBufferLimitException.class, _ -> refuse(source, Problem.tooLarge(limit)))
                .onErrorResume(
                        OverloadException.class,
                        e -> refuse(source, Problem.overloaded(e.overload()).closing()));
    }

    /** Known before a byte of the body is read, so that refusing costs little. */
    private static @Nullable Problem congestion(Lane lane) {
        if (lane.isTooFast()) {
            return Problem.tooFast();
        }
        return lane.isFull() ? Problem.overloaded(Overload.OF_ALL) : null;
    }

    /** One that had to wait goes on on another thread than the one that made room for it, which has its own work. */
    private static Mono<ServerResponse> inTurn(Arrival arrival, Supplier<Mono<ServerResponse>> work) {
        CompletableFuture<Void> turn = arrival.takeTurn().comes();
        return turn.isDone()
                ? work.get()
                : Mono.fromFuture(turn, true).publishOn(Schedulers.parallel()).then(Mono.defer(work));
    }

    private Delivery delivery(ServerRequest request, byte[] body) {
        return new Delivery(
                request.headers()::firstHeader,
                () -> request.headers().asHttpHeaders().headerNames(),
                body,
                clock.instant(),
                request.pathVariables().getOrDefault("name", ""));
    }

    private Mono<ServerResponse> accept(Source source, Lane lane, Delivery delivery, boolean isAuthentic) {
        Problem refusal = isAuthentic ? null : refusal(source.authenticate(delivery));
        if (refusal != null) {
            return refuse(source, refusal);
        }
        if (!lane.charge()) {
            return refuse(source, Problem.tooFast());
        }
        Reading reading;
        try {
            reading = source.read(delivery);
        } catch (PayloadException e) {
            return refuse(source, Problem.payload(e));
        }
        reading.dropped().forEach(reason -> metrics.dropped(source.name(), reason));
        if (reading.truncated() > 0) {
            metrics.truncated(source.name(), reading.truncated());
        }
        List<Signal> signals = reading.signals();
        List<Signal> fresh =
                signals.stream().filter(signal -> recent.idOf(signal) == null).toList();
        return Mono.fromFuture(publisher.publish(fresh), true)
                .then(Mono.defer(() -> accepted(source, delivery, signals, fresh)))
                .onErrorResume(NotStoredException.class, _ -> refuse(source, Problem.notStored()))
                .onErrorResume(SignalTooLargeException.class, _ -> refuse(source, Problem.signalTooLarge()));
    }

    private static @Nullable Problem refusal(Authentication authentication) {
        return switch (authentication) {
            case Authentication.Accepted _ -> null;
            case Authentication.Refused(String reason) -> Problem.unauthenticated(reason);
            case Authentication.Closed(String setting) -> Problem.closed(setting);
        };
    }

    private Mono<ServerResponse> accepted(Source source, Delivery delivery, List<Signal> signals, List<Signal> fresh) {
        byte[] answer = answer(signals.stream().map(this::idOf).toList());
        recent.stored(fresh);
        if (!fresh.isEmpty()) {
            archive.keep(source.name(), delivery, signals);
        }
        metrics.accepted(source.name(), fresh.size());
        if (fresh.size() < signals.size()) {
            metrics.repeated(source.name(), signals.size() - fresh.size());
        }
        return ServerResponse.accepted().contentType(MediaType.APPLICATION_JSON).bodyValue(answer);
    }

    /** A repeat is answered with the id that the first one got. */
    private String idOf(Signal signal) {
        String known = recent.idOf(signal);
        return known == null ? RecentDeliveries.id(signal) : known;
    }

    private Mono<ServerResponse> refuseUnread(Source source, ServerRequest request, Problem problem) {
        boolean isShort = request.headers().contentLength().orElse(Long.MAX_VALUE) <= READ_AWAY;
        return refuse(source, isShort ? problem : problem.closing());
    }

    private Mono<ServerResponse> refuse(Source source, Problem problem) {
        metrics.refused(source.name(), problem);
        return problem.response();
    }

    static byte[] answer(List<String> ids) {
        StringBuilder json = new StringBuilder(32 + ids.size() * 40);
        json.append("{\"accepted\":").append(ids.size()).append(",\"ids\":[");
        for (int i = 0; i < ids.size(); i++) {
            json.append(i == 0 ? "\"" : ",\"").append(ids.get(i)).append('"');
        }
        return json.append("]}").toString().getBytes(StandardCharsets.US_ASCII);
    }
}
