package dev.firebreak.incident.console;

import dev.firebreak.incident.api.ApiPath;
import java.util.List;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * What a browser may do with a page: run our script and our style, speak to this host, and nothing else, whatever a text
 * from outside says. A browser that opens the bare address is shown what happens now.
 */
@Component
@Order(3) // after the caller is known
class PageHeaders implements WebFilter {
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final Set<String> FILES = Set.of("console", "webjars");

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        List<String> path = ApiPath.segments(request);
        HttpHeaders headers = exchange.getResponse().getHeaders();
        if (path.isEmpty() && isBrowser(request)) {
            return filter(exchange.mutate().request(it -> it.path("/now")).build(), chain);
        }
        headers.set("Content-Security-Policy", POLICY);
        headers.set("Referrer-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        if (path.isEmpty() || !FILES.contains(path.getFirst())) {
            headers.setCacheControl("no-store");
            headers.addAll(HttpHeaders.VARY, Renewal.HEADERS);
        }
        return chain.filter(exchange);
    }

    private static boolean isBrowser(ServerHttpRequest request) {
        return request.getHeaders().getAccept().stream().anyMatch(MediaType.TEXT_HTML::equalsTypeAndSubtype);
    }
}
