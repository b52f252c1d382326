package dev.firebreak.remediation.action.breaker;

import dev.firebreak.catalog.system.Target;
import dev.firebreak.model.Secret;
import dev.firebreak.remediation.action.Dispatch;
import dev.firebreak.remediation.action.TargetSecrets;
import dev.firebreak.remediation.outgoing.Answer;
import dev.firebreak.remediation.outgoing.Call;
import dev.firebreak.remediation.outgoing.Outside;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads and closes breakers, the Resilience4j actuator's and those behind a team's own admin endpoints. */
@Component
class Breakers {
    private static final Duration READ = Duration.ofSeconds(5);

    private final Outside outside;
    private final TargetSecrets secrets;

    Breakers(Outside outside, TargetSecrets secrets) {
        this.outside = outside;
        this.secrets = secrets;
    }

    sealed interface Reading {
        /** @param state in lower case: closed, open, half_open, forced_open, disabled, metrics_only */
        record Found(String state) implements Reading {
            boolean isClosed() {
                return state.equals("closed");
            }
        }

        record NotFound(String reason) implements Reading {}
    }

    Mono<Reading> read(Target target) {
        return secrets.missing(tokenName(target))
                .<Mono<Reading>>map(missing -> Mono.just(new Reading.NotFound(missing)))
                .orElseGet(() -> outside.call(Call.read(statusUri(target), token(target), READ))
                        .map(answer -> reading(target, answer)));
    }

    /** The actuator would create a breaker that it does not know: {@link #read} first. */
    Mono<Answer> close(Target target, Dispatch dispatch) {
        return outside.call(
                switch (target) {
                    case Target.Resilience4j it ->
                        Call.change(
                                "POST",
                                under(it.actuator(), "/circuitbreakers/" + encoded(it.breaker())),
                                "{\"updateState\":\"CLOSE\"}",
                                token(target),
                                dispatch.timeout(),
                                dispatch.deadline());
                    case Target.AdminBreaker it ->
                        Call.change("POST", it.reset(), null, token(target), dispatch.timeout(), dispatch.deadline());
                    default -> throw notABreaker(target);
                });
    }

    static String readable(Target target) {
        return switch (target) {
            case Target.Resilience4j it -> "breaker '" + it.breaker() + "' at " + Call.readable(it.actuator());
            case Target.AdminBreaker it -> "breaker behind " + Call.readable(it.reset());
            default -> throw notABreaker(target);
        };
    }

    static String key(Target target) {
        return switch (target) {
            case Target.Resilience4j it -> "breaker:" + it.actuator() + "#" + it.breaker();
            case Target.AdminBreaker it -> "breaker:" + Call.readable(it.reset());
            default -> throw notABreaker(target);
        };
    }

    private static Reading reading(Target target, Answer answer) {
        return switch (answer) {
            case Answer.Reply reply when reply.isSuccess() -> state(target, reply);
            case Answer.Reply reply ->
                new Reading.NotFound("the state of " + readable(target) + " cannot be read: status " + reply.status());
            case Answer.NotSent(String reason) -> new Reading.NotFound(reason);
            case Answer.Lost(String reason) -> new Reading.NotFound(reason);
        };
    }

    private static Reading state(Target target, Answer.Reply reply) {
        @Nullable
        Object state = switch (target) {
            case Target.Resilience4j it ->
                reply.at("circuitBreakers") instanceof Map<?, ?> all
                                && all.get(it.breaker()) instanceof Map<?, ?> breaker
                        ? breaker.get("state")
                        : null;
            case Target.AdminBreaker it -> reply.at(it.stateField());
            default -> throw notABreaker(target);
        };
        return state instanceof String text && !text.isBlank() && text.length() <= 40
                ? new Reading.Found(text.toLowerCase(Locale.ROOT))
                : new Reading.NotFound("there is no " + readable(target));
    }

    private static URI statusUri(Target target) {
        return switch (target) {
            case Target.Resilience4j it -> under(it.actuator(), "/circuitbreakers");
            case Target.AdminBreaker it -> it.status();
            default -> throw notABreaker(target);
        };
    }

    private static @Nullable String tokenName(Target target) {
        return switch (target) {
            case Target.Resilience4j it -> it.tokenSecret();
            case Target.AdminBreaker it -> it.tokenSecret();
            default -> throw notABreaker(target);
        };
    }

    private @Nullable Secret token(Target target) {
        return secrets.find(tokenName(target)).orElse(null);
    }

    private static URI under(URI base, String path) {
        String text = base.toString();
        return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + path);
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static IllegalArgumentException notABreaker(Target target) {
        return new IllegalArgumentException("target '" + target.name() + "' is no breaker");
    }
}
