package dev.firebreak.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.IncidentId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** Slack by a connection that we open: what comes in by it, and that another one is opened when it is asked for. */
class SocketModeIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final IncidentId INCIDENT = IncidentId.next();

    @Test
    void hearsThroughItsOwnConnectionAndOpensAnother() throws IOException {
        AtomicInteger connections = new AtomicInteger();
        List<String> heard = new CopyOnWriteArrayList<>();
        List<String> said = List.of(
                "{\"type\":\"hello\",\"num_connections\":1}",
                """
                {"envelope_id":"e-1","type":"interactive","accepts_response_payload":true,"payload":
                 {"type":"block_actions","team":null,"user":{"id":"U0RESPONDER","username":"robin"},
                  "container":{"type":"message","message_ts":"1.1"},"trigger_id":"1.2.x",
                  "actions":[{"type":"button","action_id":"acknowledge","value":"%s","action_ts":"1.5"}]}}""".formatted(INCIDENT),
                """
                {"envelope_id":"e-2","type":"slash_commands","accepts_response_payload":true,"payload":
                 {"command":"/incident","text":"help & more","user_id":"U0RESPONDER","user_name":"robin",
                  "channel_id":"C1","trigger_id":"1.3.x"}}""",
                "{\"type\":\"disconnect\",\"reason\":\"refresh_requested\"}");
        DisposableServer slack = HttpServer.create()
                .port(0)
                .route(routes -> routes.ws(
                        "/socket",
                        (in, out) -> out.sendString(Flux.fromIterable(
                                        connections.incrementAndGet() == 1 ? said : said.subList(0, 1)))
                                .then(in.receive()
                                        .asString()
                                        .doOnNext(heard::add)
                                        .then())))
                .bindNow();
        try (RunningNotifier notifier = new RunningNotifier(Map.of("FIREBREAK_SLACK_APP_TOKEN", "xapp-test"));
                CommandsTopic commands = new CommandsTopic()) {
            notifier.vendors().socketAt("ws://127.0.0.1:" + slack.port() + "/socket");

            assertThat(commands.of(INCIDENT, 1)).first().isInstanceOf(Command.AcknowledgeIncident.class);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(String.join("\n", heard))
                            .contains("{\"envelope_id\":\"e-1\"}", "\"envelope_id\":\"e-2\"", "What you can say"));
            await().atMost(PATIENCE).until(() -> connections.get() >= 2);
        } finally {
            slack.disposeNow();
        }
    }
}
