package dev.firebreak.incident.api;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Refuses query parameters that the handler does not know: a mistyped filter must not look as if it had been heard. */
@Component
@Order(2) // after the caller is known: to strangers it says nothing about what exists
class StrictParameters implements WebFilter {
    private final RequestMappingHandlerMapping handlers;
    private final ProblemAnswers answers;
    private final Map<Method, Optional<Set<String>>> known = new ConcurrentHashMap<>();

    StrictParameters(
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping handlers, ProblemAnswers answers) {
        this.handlers = handlers;
        this.answers = answers;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (exchange.getRequest().getQueryParams().isEmpty() || !ApiPath.isApi(exchange.getRequest())) {
            return chain.filter(exchange);
        }
        return handlers.getHandler(exchange)
                .onErrorResume(_ -> Mono.empty()) // told by the dispatcher: method, media type
                .ofType(HandlerMethod.class)
                .mapNotNull(handler -> complaint(exchange, handler))
                .map(complaint -> answers.answer(exchange, HttpStatus.BAD_REQUEST, complaint))
                .defaultIfEmpty(chain.filter(exchange))
                .flatMap(rest -> rest);
    }

    private @Nullable String complaint(ServerWebExchange exchange, HandlerMethod handler) {
        Optional<Set<String>> names = known.computeIfAbsent(handler.getMethod(), _ -> names(handler));
        return names.flatMap(all -> exchange.getRequest().getQueryParams().keySet().stream()
                        .filter(name -> !all.contains(name))
                        .findFirst()
                        .map(name -> "no parameter '" + name + "'; known are " + String.join(", ", all)))
                .orElse(null);
    }

    /** Empty for a handler that takes any. */
    private static Optional<Set<String>> names(HandlerMethod handler) {
        Set<String> names = new TreeSet<>();
        for (MethodParameter parameter : handler.getMethodParameters()) {
            @Nullable RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
            if (annotation == null) {
                continue;
            }
            if (Map.class.isAssignableFrom(parameter.getParameterType())) {
                return Optional.empty();
            }
            String given = annotation.name();
            names.add(given.isEmpty() ? String.valueOf(parameter.getParameter().getName()) : given);
        }
        return Optional.of(names);
    }
}
