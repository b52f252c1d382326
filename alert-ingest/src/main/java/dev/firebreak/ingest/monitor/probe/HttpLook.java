package dev.firebreak.ingest.monitor.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firebreak.catalog.expression.Outcome;
import dev.firebreak.catalog.system.Probe;
import dev.firebreak.model.Secret;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A health check or a smoke test. */
final class HttpLook {
    private final HttpCall http;

    HttpLook(HttpCall http) {
        this.http = http;
    }

    Mono<Observation> look(Probe.Http probe, @Nullable Secret bearer, Duration timeout) {
        String place = Place.of(probe.url());
        return http.read(probe.url(), bearer, timeout)
                .map(reply -> judge(probe, reply))
                .onErrorResume(
                        HttpCall::isTooLarge,
                        _ -> Mono.just(Observation.bad("the answer from " + place + " is larger than 1 MiB")))
                .onErrorResume(Exception.class, e -> Mono.just(failed(e, place, timeout)));
    }

    /** A sandbox that is not there says nothing about the hosts that it stands in for. */
    private Observation failed(Throwable error, String place, Duration timeout) {
        String reason = Failures.say(error, place, timeout);
        return http.isStoodIn() && Failures.isUnreachable(error)
                ? new Observation.NotSetUp("no sandbox to look at in place of " + place)
                : Observation.bad(reason);
    }

    /** Says nothing of what is in the body: it may hold what nobody should read. */
    static Observation judge(Probe.Http probe, HttpCall.Reply reply) {
        String answered = Place.of(probe.url()) + " answered " + reply.status();
        if (!probe.statuses().contains(reply.status())) {
            return Observation.bad(answered + " and not " + wanted(probe));
        }
        String contains = probe.contains();
        if (contains != null && !new String(reply.body(), UTF_8).contains(contains)) {
            return Observation.bad(answered + " without the text '" + contains + "'");
        }
        if (probe.expect() == null) {
            return Observation.good(answered + " in " + reply.millis() + " ms");
        }
        Optional<Object> json = JsonReply.read(reply.body());
        if (json.isEmpty()) {
            return Observation.bad(answered + " with a body that is not JSON");
        }
        return switch (probe.expect().explain(reply.status(), json.get())) {
            case Outcome.Holds _ -> Observation.good(answered + " as expected in " + reply.millis() + " ms");
            case Outcome.DoesNotHold _ ->
                Observation.bad(
                        answered + ", but this does not hold: " + probe.expect().source());
            case Outcome.Failed failed ->
                Observation.bad(answered + ", but it cannot be told whether this holds: "
                        + probe.expect().source() + " (" + failed.reason() + ")");
        };
    }

    private static String wanted(Probe.Http probe) {
        return probe.statuses().stream()
                .sorted()
                .map(String::valueOf)
                .reduce((one, other) -> one + " or " + other)
                .orElse("any");
    }
}
