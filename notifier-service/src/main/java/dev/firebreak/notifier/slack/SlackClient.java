package dev.firebreak.notifier.slack;

import com.google.gson.JsonParseException;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.util.http.SlackHttpClient;
import dev.firebreak.notifier.delivery.Guards;
import dev.firebreak.notifier.delivery.Outcome;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.github.resilience4j.reactor.timelimiter.TimeLimiterOperator;
import io.github.resilience4j.timelimiter.TimeLimiter;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.springframework.beans.factory.DisposableBean;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Slack's Web API, each answer judged. Nothing is retried here: whoever calls knows what may be done twice. */
public class SlackClient implements DisposableBean {
    private final Slack slack;
    private final MethodsClient methods;
    private final CircuitBreaker breaker;
    private final TimeLimiter limiter;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Scheduler calls = Schedulers.fromExecutorService(threads, "slack");

    SlackClient(SlackSettings settings, CircuitBreaker breaker, TimeLimiter limiter) {
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

    /** One method with its arguments. */
    @FunctionalInterface
    public interface Method<R> {
        R on(MethodsClient client) throws IOException, SlackApiException;
    }

    /** @param receipt what is kept of an answer that says that it worked */
    public <R extends SlackApiTextResponse, T> Mono<Outcome<T>> call(Method<R> method, Function<R, T> receipt) {
        return Mono.fromCallable(() -> judged(method, receipt))
                .subscribeOn(calls)
                .transformDeferred(TimeLimiterOperator.of(limiter))
                .transformDeferred(CircuitBreakerOperator.of(breaker))
                .onErrorResume(
                        CallNotPermittedException.class,
                        _ -> Mono.just(
                                new Outcome.Later<>("Slack fails too often, the breaker is open", Guards.REST, false)))
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
