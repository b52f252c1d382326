package dev.firebreak.ingest.edge;

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
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** One webhook from headers to answer: who, how much, signature, meaning, broker. In this order, each may end it. */
final class WebhookHandler {
    private final InstantSource clock;
    private final SignalPublisher publisher;
    private final BodyBudget budget;
    private final IngestMetrics metrics;

    WebhookHandler(InstantSource clock, SignalPublisher publisher, BodyBudget budget, IngestMetrics metrics) {
        this.clock = clock;
        this.publisher = publisher;
        this.budget = budget;
        this.metrics = metrics;
    }

    Mono<ServerResponse> handle(Source source, ServerRequest request) {
        Problem problem = EnvelopeCheck.problem(source, request);
        if (problem != null) {
            return refuse(source, problem);
        }
        int limit = source.limits().bytes();
        long reserved = request.headers().contentLength().orElse(limit);
        if (!budget.reserve(reserved)) {
            return refuse(source, Problem.overloaded());
        }
        return DataBufferUtils.join(request.exchange().getRequest().getBody(), limit)
                .map(WebhookHandler::bytes)
                .defaultIfEmpty(new byte[0])
                .flatMap(body -> accept(source, delivery(request, body)))
                .onErrorResume(DataBufferLimitException.class, _ -> refuse(source, Problem.tooLarge(limit)))
                .doFinally(_ -> budget.release(reserved));
    }

    private Delivery delivery(ServerRequest request, byte[] body) {
        return new Delivery(
                request.headers()::firstHeader,
                () -> request.headers().asHttpHeaders().headerNames(),
                body,
                clock.instant(),
                request.pathVariables().getOrDefault("name", ""));
    }

    private Mono<ServerResponse> accept(Source source, Delivery delivery) {
        Problem refusal = authenticate(source, delivery);
        if (refusal != null) {
            return refuse(source, refusal);
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
        return Mono.fromFuture(publisher.publish(reading.signals()), true)
                .then(Mono.defer(() -> accepted(source, reading.signals())))
                .onErrorResume(NotStoredException.class, _ -> refuse(source, Problem.notStored()))
                .onErrorResume(SignalTooLargeException.class, _ -> refuse(source, Problem.signalTooLarge()));
    }

    private static @Nullable Problem authenticate(Source source, Delivery delivery) {
        return switch (source.authenticate(delivery)) {
            case Authentication.Accepted _ -> null;
            case Authentication.Refused(String reason) -> Problem.unauthenticated(reason);
            case Authentication.Closed(String setting) -> Problem.closed(setting);
        };
    }

    private Mono<ServerResponse> accepted(Source source, List<Signal> signals) {
        metrics.accepted(source.name(), signals.size());
        return ServerResponse.accepted().contentType(MediaType.APPLICATION_JSON).bodyValue(answer(signals));
    }

    private Mono<ServerResponse> refuse(Source source, Problem problem) {
        metrics.refused(source.name(), problem);
        return problem.response();
    }

    /** An alert is asked for by its own id later, a fact by its event's. */
    static byte[] answer(List<Signal> signals) {
        StringBuilder json = new StringBuilder(32 + signals.size() * 40);
        json.append("{\"accepted\":").append(signals.size()).append(",\"ids\":[");
        for (int i = 0; i < signals.size(); i++) {
            json.append(i == 0 ? "\"" : ",\"").append(id(signals.get(i))).append('"');
        }
        return json.append("]}").toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static Object id(Signal signal) {
        return switch (signal) {
            case Signal.AlertReceived received -> received.alert().id();
            case Signal.DeploymentChanged changed -> changed.id();
            case Signal.DeploymentRolledBack rolledBack -> rolledBack.id();
        };
    }

    private static byte[] bytes(DataBuffer buffer) {
        try {
            byte[] bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            return bytes;
        } finally {
            DataBufferUtils.release(buffer);
        }
    }
}
