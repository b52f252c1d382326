package dev.firebreak.incident.audit;

import dev.firebreak.incident.api.Actors;
import dev.firebreak.incident.api.ApiPath;
import dev.firebreak.incident.api.ProblemAnswers;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Every change that is let through to the API leaves an entry, before anything is done. */
@Component
@Order(0) // after the filters of Spring Security: what these refuse is written down there
class ChangeAudit implements WebFilter {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeAudit.class);
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Audit audit;
    private final ProblemAnswers answers;

    ChangeAudit(Audit audit, ProblemAnswers answers) {
        this.audit = audit;
        this.answers = answers;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (SAFE.contains(exchange.getRequest().getMethod()) || !ApiPath.isApi(exchange.getRequest())) {
            return chain.filter(exchange);
        }
        return exchange.getPrincipal()
                .ofType(Authentication.class)
                .map(Actors::of)
                .singleOptional()
                .flatMap(actor -> audit.begun(exchange.getRequest(), actor.orElse(null)))
                .map(number -> {
                    // before the answer leaves: a request that is at work after its answer is in the way of the next
                    // one on the same connection
                    exchange.getResponse().beforeCommit(() -> finished(exchange, number));
                    return chain.filter(exchange);
                })
                .onErrorResume(problem -> {
                    LOG.atWarn().setCause(problem).log("refused a change that could not be written down before");
                    return Mono.just(answers.away(exchange, "the database does not answer; try again in a moment"));
                })
                .flatMap(rest -> rest);
    }

    private Mono<Void> finished(ServerWebExchange exchange, long number) {
        @Nullable HttpStatusCode status = exchange.getResponse().getStatusCode();
        return audit.finished(number, status == null ? 200 : status.value()).onErrorResume(problem -> {
            LOG.atWarn().setCause(problem).log("how change {} ended could not be written down", number);
            return Mono.empty();
        });
    }
}
