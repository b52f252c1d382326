package dev.firebreak.remediation.outgoing;

import dev.firebreak.model.egress.StandIn;
import io.netty.channel.ChannelOption;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ReactiveHttpOutputMessage;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.BodyInserter;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/** Sends only to allowed places and addresses, follows no redirect, reads at most 1 MiB, and is done in time. */
@Component
class GuardedOutside implements Outside, DisposableBean {
    private static final int MAX_REPLY_BYTES = 1024 * 1024;

    private final EgressSettings settings;
    private final AllowList allowList;
    private final HostLimits limits;
    private final ConnectionProvider connections;
    private final LoopResources loops;
    private final WebClient client;

    @Autowired
    GuardedOutside(EgressSettings settings, AllowList allowList) {
        this(settings, allowList, new GuardedResolver(settings.addresses()));
    }

    GuardedOutside(EgressSettings settings, AllowList allowList, GuardedResolver resolver) {
        this.settings = settings;
        this.allowList = allowList;
        this.limits = new HostLimits(settings);
        this.connections = ConnectionProvider.builder("firebreak-outside")
                .maxConnections(settings.callsAtOnce())
                .pendingAcquireTimeout(settings.connectTimeout())
                .maxIdleTime(Duration.ofSeconds(20))
                .maxLifeTime(Duration.ofMinutes(5))
                .build();
        this.loops = LoopResources.create("firebreak-outside", 2, true);
        HttpClient http = HttpClient.create(connections)
                .runOn(loops)
                .resolver(resolver)
                .followRedirect(false)
                .disableRetry(true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        settings.connectTimeout().toMillis());
        this.client = WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(http))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(MAX_REPLY_BYTES))
                .build();
    }

    @Override
    public Mono<Answer> call(Call call) {
        if (call.uri().getHost() == null || !allowList.allows(call.uri())) {
            return Mono.just(new Answer.NotSent(
                    "the catalogue names no target at " + Call.readable(call.uri()) + ", so nothing is sent there"));
        }
        return send(call, destination(call.uri()));
    }

    @Override
    public Mono<Answer> callProvider(Call call) {
        return send(call, call.uri());
    }

    @Override
    public URI destination(URI uri) {
        return StandIn.destination(settings.sandbox(), uri);
    }

    private Mono<Answer> send(Call call, URI destination) {
        Mono<Answer> sent = client.method(HttpMethod.valueOf(call.method()))
                .uri(destination)
                .headers(headers -> fill(headers, call))
                .body(inTime(call))
                .exchangeToMono(response -> reply(response, call.credential()));
        return limits.around(call, sent);
    }

    private static void fill(HttpHeaders headers, Call call) {
        call.headers().forEach(headers::set);
        Call.Credential credential = call.credential();
        if (credential != null) {
            headers.set(
                    HttpHeaders.AUTHORIZATION,
                    credential.scheme() + " " + credential.secret().reveal());
        }
    }

    /** The deadline is asked once the connection stands, right before the request is written to it. */
    private static BodyInserter<?, ReactiveHttpOutputMessage> inTime(Call call) {
        byte[] body = call.body();
        BodyInserter<?, ReactiveHttpOutputMessage> inserter =
                body == null ? BodyInserters.empty() : BodyInserters.fromValue(body);
        Deadline deadline = call.deadline();
        if (deadline == null) {
            return inserter;
        }
        return (message, context) -> {
            message.beforeCommit(() -> deadline.isPassed() ? Mono.error(new DeadlinePassedException()) : Mono.empty());
            return inserter.insert(message, context);
        };
    }

    private static Mono<Answer> reply(ClientResponse response, Call.@Nullable Credential sent) {
        return response.bodyToMono(byte[].class)
                .defaultIfEmpty(new byte[0])
                .map(body -> new Answer.Reply(response.statusCode().value(), without(sent, body)));
    }

    /** A target may answer with what it was sent, and what it answers is told to people: not our secret. */
    private static byte[] without(Call.@Nullable Credential sent, byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1); // a character for each byte, whatever they mean
        String secret = sent == null ? "" : sent.secret().reveal();
        return secret.isEmpty() || !text.contains(secret)
                ? body
                : text.replace(secret, "***").getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void destroy() {
        connections.dispose();
        loops.dispose();
    }
}
