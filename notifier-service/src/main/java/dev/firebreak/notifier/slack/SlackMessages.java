package dev.firebreak.notifier.slack;

import com.google.gson.JsonParseException;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.methods.request.chat.ChatPostMessageRequest;
import com.slack.api.model.Message;
import com.slack.api.util.http.SlackHttpClient;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.notifier.delivery.Outcome;
import dev.firebreak.notifier.slack.card.Card;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.github.resilience4j.reactor.timelimiter.TimeLimiterOperator;
import io.github.resilience4j.timelimiter.TimeLimiter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The few methods of Slack's Web API that are used, each answer judged. Nothing is retried here: the lanes do. */
class SlackMessages implements DisposableBean {
    private static final String CARD = "firebreak_incident";
    private static final String TIMELINE = "firebreak_timeline";
    private static final int LOOKED_AT = 200;

    /** Clocks differ; a message may look a little older than the try that sent it. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final Slack slack;
    private final MethodsClient methods;
    private final CircuitBreaker breaker;
    private final TimeLimiter limiter;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Scheduler calls = Schedulers.fromExecutorService(threads, "slack");

    SlackMessages(SlackSettings settings, CircuitBreaker breaker, TimeLimiter limiter) {
        SlackConfig config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(settings.api().toString());
        int millis = (int) settings.timeout().toMillis();
        config.setHttpClientCallTimeoutMillis(millis);
        config.setHttpClientReadTimeoutMillis(millis);
        config.setHttpClientWriteTimeoutMillis(millis);
        config.setStatsEnabled(false);
        // OkHttp would send again by itself when a connection breaks, and a second card would be posted.
        SlackHttpClient client = new SlackHttpClient(SlackHttpClient.buildOkHttpClient(config)
                .newBuilder()
                .retryOnConnectionFailure(false)
                .build());
        client.setConfig(config);
        this.slack = Slack.getInstance(config, client);
        this.methods =
                slack.methods(settings.token().map(token -> token.reveal()).orElse(""));
        this.breaker = breaker;
        this.limiter = limiter;
    }

    /** Where a message stands. */
    record Place(String channelId, String ts) {}

    Mono<Outcome<Place>> postCard(String channel, IncidentId incident, String receiver, Card card) {
        ChatPostMessageRequest request = message(channel, card.text())
                .blocksAsString(card.blocks())
                .metadata(metadata(CARD, Map.of("incident", incident.toString(), "receiver", receiver)))
                .build();
        return call(
                client -> client.chatPostMessage(request), answer -> new Place(answer.getChannel(), answer.getTs()));
    }

    Mono<Outcome<Place>> updateCard(Place place, Card card) {
        return call(
                client -> client.chatUpdate(update -> update.channel(place.channelId())
                        .ts(place.ts())
                        .text(card.text())
                        .blocksAsString(card.blocks())),
                answer -> new Place(answer.getChannel(), answer.getTs()));
    }

    Mono<Outcome<Place>> reply(Place card, IncidentId incident, Batch batch) {
        ChatPostMessageRequest request = message(card.channelId(), batch.text())
                .threadTs(card.ts())
                .replyBroadcast(batch.isBroadcast())
                .metadata(metadata(
                        TIMELINE,
                        Map.of(
                                "incident",
                                incident.toString(),
                                "batch",
                                batch.id().toString())))
                .build();
        return call(
                client -> client.chatPostMessage(request), answer -> new Place(answer.getChannel(), answer.getTs()));
    }

    /** Where the card of a post without an answer stands; delivers an empty list when it is not there. */
    Mono<Outcome<List<Place>>> findCard(String channel, IncidentId incident, String receiver, Instant since) {
        return call(
                client -> client.conversationsHistory(history -> history.channel(channel)
                        .oldest(seconds(since.minus(SKEW)))
                        .limit(LOOKED_AT)
                        .includeAllMetadata(true)),
                answer -> places(
                        channel,
                        answer.getMessages(),
                        is(CARD, "incident", incident.toString()).and(is(CARD, "receiver", receiver))));
    }

    Mono<Outcome<List<Place>>> findReply(Place card, UUID batch, Instant since) {
        return call(
                client -> client.conversationsReplies(replies -> replies.channel(card.channelId())
                        .ts(card.ts())
                        .oldest(seconds(since.minus(SKEW)))
                        .limit(LOOKED_AT)
                        .includeAllMetadata(true)),
                answer -> places(card.channelId(), answer.getMessages(), is(TIMELINE, "batch", batch.toString())));
    }

    private static ChatPostMessageRequest.ChatPostMessageRequestBuilder message(String channel, String text) {
        // Links unfold nothing and plain words link nothing: the text is partly from outside.
        return ChatPostMessageRequest.builder()
                .channel(channel)
                .text(text)
                .parse("none")
                .linkNames(false)
                .unfurlLinks(false)
                .unfurlMedia(false);
    }

    private static Message.Metadata metadata(String type, Map<String, Object> payload) {
        return Message.Metadata.builder().eventType(type).eventPayload(payload).build();
    }

    private static Predicate<Message> is(String type, String key, String value) {
        return message -> message.getMetadata() != null
                && type.equals(message.getMetadata().getEventType())
                && message.getMetadata().getEventPayload() != null
                && value.equals(message.getMetadata().getEventPayload().get(key));
    }

    private static List<Place> places(String channelId, @Nullable List<Message> messages, Predicate<Message> wanted) {
        return messages == null
                ? List.of()
                : messages.stream()
                        .filter(wanted)
                        .map(message -> new Place(channelId, message.getTs()))
                        .toList();
    }

    private static String seconds(Instant at) {
        return at.getEpochSecond() + ".000000";
    }

    @FunctionalInterface
    private interface Method<R> {
        R on(MethodsClient client) throws IOException, SlackApiException;
    }

    private <R extends SlackApiTextResponse, T> Mono<Outcome<T>> call(Method<R> method, Function<R, T> receipt) {
        return Mono.fromCallable(() -> judged(method, receipt))
                .subscribeOn(calls)
                .transformDeferred(TimeLimiterOperator.of(limiter))
                .transformDeferred(CircuitBreakerOperator.of(breaker))
                .onErrorResume(
                        CallNotPermittedException.class,
                        _ -> Mono.just(new Outcome.Later<>("Slack fails too often, the breaker is open", null, false)))
                .onErrorResume(
                        TimeoutException.class,
                        _ -> Mono.just(new Outcome.Later<>("no answer from Slack in time", null, true)));
    }

    private <R extends SlackApiTextResponse, T> Outcome<T> judged(Method<R> method, Function<R, T> receipt) {
        try {
            R answer = method.on(methods);
            Outcome<T> problem = SlackAnswers.problem(answer);
            return problem == null ? new Outcome.Delivered<>(receipt.apply(answer)) : problem;
        } catch (SlackApiException e) {
            return SlackAnswers.of(e);
        } catch (IOException e) {
            return SlackAnswers.of(e);
        } catch (JsonParseException e) { // a page of some proxy on the way
            return new Outcome.Later<>("the answer is not Slack's", null, true);
        }
    }

    @Override
    public void destroy() throws Exception {
        slack.close();
        calls.dispose();
        threads.shutdownNow();
    }
}
