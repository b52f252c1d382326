package dev.firebreak.incident.access;

import dev.firebreak.incident.audit.Audit;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lets people in and out at the console. */
@Component
public class Logins {
    private final Gatekeeper gatekeeper;
    private final Sessions sessions;
    private final Audit audit;
    private final boolean isSecure;

    Logins(
            Gatekeeper gatekeeper,
            Sessions sessions,
            Audit audit,
            @Value("${firebreak.console.url:}") String consoleUrl) {
        this.gatekeeper = gatekeeper;
        this.sessions = sessions;
        this.audit = audit;
        this.isSecure = consoleUrl.startsWith("https:");
    }

    /** Answers the cookie to set; fails with an {@link AuthenticationException} whose message is for the person. */
    public Mono<ResponseCookie> begin(String user, String password, ServerHttpRequest request) {
        Attempt attempt = Attempt.password(user, password, AttemptReader.network(request.getRemoteAddress()));
        return gatekeeper
                .authenticate(attempt)
                .doOnError(
                        AuthenticationException.class,
                        problem -> audit.refused(
                                request, null, HttpStatus.UNAUTHORIZED.value(), String.valueOf(problem.getMessage())))
                .flatMap(_ -> sessions.begin(user))
                .map(key -> SessionCookie.of(key, Sessions.LIFE, isSecure || request.getSslInfo() != null));
    }

    /** Answers the cookie that takes the old one away. */
    public Mono<ResponseCookie> end(ServerHttpRequest request) {
        return Mono.justOrEmpty(SessionCookie.key(request))
                .flatMap(sessions::end)
                .thenReturn(SessionCookie.of("", Duration.ZERO, isSecure));
    }
}
