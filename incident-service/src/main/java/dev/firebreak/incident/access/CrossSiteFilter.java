package dev.firebreak.incident.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses changes that another site makes in a person's name: a browser that knows the password sends it along for
 * anyone. Browsers say where a request comes from (Fetch Metadata); programs do not and pass.
 */
@Component
@Order(Integer.MIN_VALUE + 1)
class CrossSiteFilter implements WebFilter {
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private final Refusals refusals;

    CrossSiteFilter(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        @Nullable String site = exchange.getRequest().getHeaders().getFirst("Sec-Fetch-Site");
        boolean isForeign = site != null && !OWN.contains(site);
        return isForeign && !SAFE.contains(exchange.getRequest().getMethod())
                ? refusals.forbidden(exchange, "changes are not taken from pages of another site")
                : chain.filter(exchange);
    }
}
