package dev.firebreak.incident.access;

import dev.firebreak.incident.audit.Audit;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
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
    private final SingleSignOn signOn;
    private final boolean isSecure;

    /**
     * @param cookie takes the old one away
     * @param farewell where the provider ends its own session; empty when there is none to end, or no way to
     */
    public record Ended(ResponseCookie cookie, Optional<URI> farewell) {}

    Logins(
            Gatekeeper gatekeeper,
            Sessions sessions,
            Audit audit,
            SingleSignOn signOn,
            @Value("${firebreak.console.url:}") String consoleUrl) {
        this.gatekeeper = gatekeeper;
        this.sessions = sessions;
        this.audit = audit;
        this.signOn = signOn;
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

    /** Here it is over at once; at the provider, if it began there, only when the browser goes on to it. */
    public Mono<Ended> end(ServerHttpRequest request) {
        return Mono.justOrEmpty(SessionCookie.key(request))
                .flatMap(sessions::end)
                .filter(Sessions.Ended::isProvided)
                .flatMap(ended -> signOn.farewell(ended.idToken()))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .map(farewell -> new Ended(SessionCookie.of("", Duration.ZERO, isSecure), farewell));
    }
}
