package dev.firebreak.sandbox.slack;

import dev.firebreak.sandbox.call.Answer;
import dev.firebreak.sandbox.call.Poster;
import java.time.Duration;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * <a href="https://docs.slack.dev/apis/events-api/using-socket-mode">Socket Mode</a>: apps open connections with addresses
 * that are good once, and as long as there is one, all that Slack has to say goes through the newest of them.
 */
@Component
class Sockets implements WebSocketHandler {
    static final String PATH = "/slack/socket";

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int MOST_TICKETS = 100;

    private final JsonMapper json;
    private final Set<String> tickets = new LinkedHashSet<>();
    private final Deque<Connection> connections = new ConcurrentLinkedDeque<>();
    private final Map<String, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();

    Sockets(JsonMapper json) {
        this.json = json;
    }

    private record Connection(Sinks.Many<String> out) {
        synchronized void say(String text) {
            out.emitNext(text, Sinks.EmitFailureHandler.FAIL_FAST);
        }
    }

    /** @return what the address must carry to be let in */
    synchronized String ticket() {
        String ticket = UUID.randomUUID().toString();
        tickets.add(ticket);
        if (tickets.size() > MOST_TICKETS) {
            tickets.remove(tickets.iterator().next());
        }
        return ticket;
    }

    private synchronized boolean isGood(String ticket) {
        return tickets.remove(ticket);
    }

    @Override
    public Mono<Void> handle(WebSocketSession session) {
        String ticket = Optional.ofNullable(
                        UriComponentsBuilder.fromUri(session.getHandshakeInfo().getUri())
                                .build()
                                .getQueryParams()
                                .getFirst("ticket"))
                .orElse("");
        if (!isGood(ticket)) {
            return session.close();
        }
        Connection connection = new Connection(Sinks.many().unicast().onBackpressureBuffer());
        connections.addFirst(connection);
        connection.say(json.writeValueAsString(
                json.createObjectNode().put("type", "hello").put("num_connections", connections.size())));
        Mono<Void> said = session.send(connection.out().asFlux().map(session::textMessage));
        Mono<Void> heard = session.receive()
                .map(WebSocketMessage::getPayloadAsText)
                .doOnNext(this::take)
                .then();
        // Whoever ends first ends it for both.
        return Mono.firstWithSignal(said, heard).then(session.close()).doFinally(_ -> connections.remove(connection));
    }

    private void take(String text) {
        JsonNode answer = json.readTree(text);
        CompletableFuture<JsonNode> waiting =
                asked.remove(answer.path("envelope_id").asString(""));
        if (waiting != null) {
            waiting.complete(answer);
        }
    }

    /**
     * @param type of the envelope, such as {@code interactive}
     * @return as an answer by HTTP would be; empty when the app has opened no connection
     * @throws Poster.NoAnswer when the app says nothing
     */
    Optional<Answer> ask(String type, ObjectNode payload) {
        Connection newest = connections.peekFirst();
        if (newest == null) {
            return Optional.empty();
        }
        String id = UUID.randomUUID().toString();
        CompletableFuture<JsonNode> waiting =
                new CompletableFuture<JsonNode>().orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        asked.put(id, waiting);
        ObjectNode envelope =
                json.createObjectNode().put("envelope_id", id).put("type", type).put("accepts_response_payload", true);
        envelope.set("payload", payload);
        long start = System.nanoTime();
        newest.say(json.writeValueAsString(envelope));
        try {
            JsonNode said = waiting.join().path("payload");
            long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
            return Optional.of(new Answer(200, said.isMissingNode() ? "" : said.toString(), millis));
        } catch (CompletionException e) {
            throw new Poster.NoAnswer("the app does not answer through its connection", e);
        } finally {
            asked.remove(id);
        }
    }

    /** As Slack does every few hours: whoever is connected is to open another connection. */
    void refresh() {
        for (Connection connection : List.copyOf(connections)) {
            connections.remove(connection);
            connection.say("{\"type\":\"disconnect\",\"reason\":\"refresh_requested\"}");
            connection.out().tryEmitComplete();
        }
    }

    int count() {
        return connections.size();
    }
}
