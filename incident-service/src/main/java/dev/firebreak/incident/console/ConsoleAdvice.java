package dev.firebreak.incident.console;

import dev.firebreak.incident.api.BadRequestException;
import dev.firebreak.incident.api.NotFoundException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What all pages have in common, and how they say that something is wrong. */
@ControllerAdvice(basePackageClasses = ConsoleAdvice.class)
class ConsoleAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleAdvice.class);

    private final Standing standing;
    private final Assets assets;

    ConsoleAdvice(Standing standing, Assets assets) {
        this.standing = standing;
        this.assets = assets;
    }

    @ModelAttribute("assets")
    Assets assets() {
        return assets;
    }

    @ModelAttribute("csrf")
    Mono<CsrfToken> csrf(ServerWebExchange exchange) {
        @Nullable Mono<CsrfToken> token = exchange.getAttribute(CsrfToken.class.getName());
        return token == null ? Mono.empty() : token;
    }

    @ModelAttribute("path")
    String path(ServerWebExchange exchange) {
        return exchange.getRequest().getPath().value();
    }

    @ModelAttribute("renewal")
    boolean isRenewal(ServerWebExchange exchange) {
        return Renewal.isAskedFor(exchange.getRequest());
    }

    /** Nothing for who is not known. */
    @ModelAttribute("here")
    Mono<Surroundings> here(@Nullable Authentication user, ServerWebExchange request) {
        return user == null ? Mono.empty() : standing.around(user, request);
    }

    @ExceptionHandler
    Rendering notFound(NotFoundException problem, ServerWebExchange exchange) {
        return wrong(exchange, HttpStatus.NOT_FOUND, String.valueOf(problem.getMessage()));
    }

    @ExceptionHandler
    Rendering badRequest(BadRequestException problem, ServerWebExchange exchange) {
        return wrong(exchange, HttpStatus.BAD_REQUEST, String.valueOf(problem.getMessage()));
    }

    @ExceptionHandler
    Rendering databaseAway(DataAccessException problem, ServerWebExchange exchange) {
        LOG.atWarn().setCause(problem).log("the database did not answer the console");
        return wrong(
                exchange,
                HttpStatus.SERVICE_UNAVAILABLE,
                "The database does not answer. This page tries again by itself.");
    }

    private Rendering wrong(ServerWebExchange exchange, HttpStatus status, String message) {
        return Rendering.view("console/problem")
                .status(status)
                .modelAttribute("assets", assets)
                .modelAttribute("path", exchange.getRequest().getPath().value())
                .modelAttribute("status", status)
                .modelAttribute("message", message)
                .build();
    }
}
