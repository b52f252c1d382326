package dev.firebreak.incident.api;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Answers no request on the thread that reads the connection. A request that comes right behind another on a kept
 * connection and is answered at once, such as a refusal, makes Reactor Netty forget to read on: the one after it hangs
 * (<a href="https://github.com/reactor/reactor-netty/issues/4361">4361</a>).
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class AnotherThread implements WebFilter {
    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return chain.filter(exchange).subscribeOn(Schedulers.parallel());
    }
}
