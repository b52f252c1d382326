package dev.firebreak.incident.access;

import dev.firebreak.incident.api.Actors;
import dev.firebreak.incident.api.ProblemAnswers;
import dev.firebreak.incident.audit.Audit;
import dev.firebreak.model.Actor;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Answers those who are not let in or not let further, and has it written down. */
@Component
class Refusals {
    /** Where a rule leaves its reason for the answer. */
    static final String REASON = Refusals.class.getName() + ".reason";

    private static final String BASIC = "Basic realm=\"firebreak\", charset=\"UTF-8\"";
    private static final String BEARER = "Bearer realm=\"firebreak\"";

    private final ProblemAnswers answers;
    private final Audit audit;

    Refusals(ProblemAnswers answers, Audit audit) {
        this.answers = answers;
        this.audit = audit;
    }

    Mono<Void> unauthenticated(ServerWebExchange exchange, AuthenticationException problem) {
        if (!(problem instanceof NotProvenException) && LoginPage.isMeantFor(exchange.getRequest())) {
            return LoginPage.show(exchange);
        }
        return switch (problem) {
            case NotProvenException.TooManyFailures it -> tooMany(exchange, it);
            case NotProvenException.ProviderAway it -> answers.away(exchange, String.valueOf(it.getMessage()));
            case NotProvenException it -> unknown(exchange, String.valueOf(it.getMessage()));
            default -> unknown(exchange, "send a user and password by HTTP Basic, or a token as Bearer");
        };
    }

    Mono<Void> forbidden(ServerWebExchange exchange, String detail) {
        String reason = exchange.getAttributeOrDefault(REASON, detail);
        return exchange.getPrincipal()
                .ofType(Authentication.class)
                .map(Actors::of)
                .singleOptional()
                .flatMap(actor -> refuse(exchange, actor.orElse(null), HttpStatus.FORBIDDEN, reason));
    }

    private Mono<Void> unknown(ServerWebExchange exchange, String detail) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.add(HttpHeaders.WWW_AUTHENTICATE, BASIC);
        headers.add(HttpHeaders.WWW_AUTHENTICATE, BEARER);
        return refuse(exchange, null, HttpStatus.UNAUTHORIZED, detail);
    }

    private Mono<Void> tooMany(ServerWebExchange exchange, NotProvenException.TooManyFailures problem) {
        Duration pause = problem.retryAfter();
        exchange.getResponse()
                .getHeaders()
                .set(
                        HttpHeaders.RETRY_AFTER,
                        Long.toString(pause.plusMillis(999).toSeconds()));
        return refuse(exchange, null, HttpStatus.TOO_MANY_REQUESTS, String.valueOf(problem.getMessage()));
    }

    private Mono<Void> refuse(ServerWebExchange exchange, @Nullable Actor actor, HttpStatus status, String detail) {
        audit.refused(exchange.getRequest(), actor, status.value(), detail);
        return answers.answer(exchange, status, detail);
    }
}
