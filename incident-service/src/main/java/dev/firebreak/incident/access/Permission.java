package dev.firebreak.incident.access;

import dev.firebreak.incident.api.ApiPath;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whether a caller's role, and the system that it is bound to, allow a request to the API. */
@Component
class Permission implements ReactiveAuthorizationManager<AuthorizationContext> {
    private static final Set<HttpMethod> LOOKING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private static final Set<String> ADMINISTRATION = Set.of("tokens", "audit");

    private final SystemScope scope;

    Permission(SystemScope scope) {
        this.scope = scope;
    }

    @Override
    public Mono<AuthorizationResult> authorize(Mono<Authentication> authentication, AuthorizationContext context) {
        return authentication
                .ofType(Caller.class)
                .flatMap(caller -> refusal(caller, context.getExchange().getRequest())
                        .doOnNext(
                                reason -> context.getExchange().getAttributes().put(Refusals.REASON, reason))
                        .map(_ -> false)
                        .defaultIfEmpty(true))
                .defaultIfEmpty(false)
                .map(AuthorizationDecision::new);
    }

    /** Empty when nothing speaks against it. */
    private Mono<String> refusal(Caller caller, ServerHttpRequest request) {
        @Nullable Role role = caller.role();
        if (role == null) {
            return Mono.just("the OpenID provider gives this user none of the roles in FIREBREAK_OIDC_ROLES");
        }
        Role needed = needed(request);
        if (role.compareTo(needed) < 0) {
            return Mono.just("this needs the role " + needed.word() + "; the user's role is " + role.word());
        }
        @Nullable String system = caller.system();
        return system == null ? Mono.empty() : scope.refusal(system, request);
    }

    private static Role needed(ServerHttpRequest request) {
        List<String> path = ApiPath.segments(request);
        if (path.size() > 1 && ADMINISTRATION.contains(path.get(1))) {
            return Role.ADMIN;
        }
        if (path.size() > 2 && path.getLast().equals("break-glass")) {
            return Role.ADMIN;
        }
        return LOOKING.contains(request.getMethod()) ? Role.VIEWER : Role.RESPONDER;
    }
}
