package dev.firebreak.incident.access;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Knows people at the console by their cookie. Who proves anything else with the request is not looked up here. */
@Component
class SessionCookie implements ServerSecurityContextRepository {
    private static final String NAME = "firebreak";

    private final Sessions sessions;

    SessionCookie(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Mono<SecurityContext> load(ServerWebExchange exchange) {
        return Mono.justOrEmpty(key(exchange.getRequest()))
                .flatMap(sessions::find)
                .map(SecurityContextImpl::new);
    }

    @Override
    public Mono<Void> save(ServerWebExchange exchange, @Nullable SecurityContext context) {
        return Mono.empty(); // a session begins at the login only
    }

    /** Empty when the request says by itself who sends it. */
    static Optional<String> key(ServerHttpRequest request) {
        @Nullable HttpCookie cookie = request.getCookies().getFirst(NAME);
        boolean provesItself = request.getHeaders().containsHeader(HttpHeaders.AUTHORIZATION);
        return cookie == null || provesItself ? Optional.empty() : Optional.of(cookie.getValue());
    }

    static ResponseCookie of(String key, Duration life, boolean isSecure) {
        return ResponseCookie.from(NAME, key)
                .httpOnly(true)
                .secure(isSecure)
                .sameSite("Lax")
                .path("/")
                .maxAge(life)
                .build();
    }

    /** A cookie comes along by itself, so what changes something has to prove that it was meant; so has a login. */
    static Mono<ServerWebExchangeMatcher.MatchResult> ridesAlong(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        boolean changes = !HttpMethod.GET.equals(request.getMethod()) && !HttpMethod.HEAD.equals(request.getMethod());
        boolean isLogin = request.getPath().pathWithinApplication().value().equals("/login");
        return changes && (isLogin || key(request).isPresent())
                ? ServerWebExchangeMatcher.MatchResult.match()
                : ServerWebExchangeMatcher.MatchResult.notMatch();
    }
}
