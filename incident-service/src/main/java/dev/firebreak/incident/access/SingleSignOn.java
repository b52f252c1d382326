package dev.firebreak.incident.access;

import dev.firebreak.incident.audit.Audit;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Mono;

/** Lets people in at the console whom an OpenID provider knows. */
@Component
public class SingleSignOn {
    private static final Duration AT_THE_PROVIDER = Duration.ofMinutes(10);

    private final Optional<CodeFlow> flow;
    private final SignOnSettings settings;
    private final String nameClaim;
    private final Sessions sessions;
    private final Gatekeeper gatekeeper;
    private final Audit audit;
    private final boolean isSecure;
    private final Keys keys = new Keys();

    /** @param journey cookie to set */
    public record Departure(URI provider, ResponseCookie journey) {}

    /** @param next page of ours to go on with, as it was given at the departure */
    public record Arrival(String next, ResponseCookie session) {}

    SingleSignOn(
            OidcSettings oidc,
            SignOnSettings settings,
            Sessions sessions,
            Gatekeeper gatekeeper,
            Audit audit,
            @Value("${firebreak.console.url:}") String consoleUrl) {
        this.flow = CodeFlow.of(oidc, settings, consoleUrl);
        this.settings = settings;
        this.nameClaim = oidc.nameClaim();
        this.sessions = sessions;
        this.gatekeeper = gatekeeper;
        this.audit = audit;
        this.isSecure = consoleUrl.startsWith("https:");
    }

    /** What to call the provider; empty when there is none to log in with. */
    public Optional<String> title() {
        return flow.map(_ -> settings.title());
    }

    /** Empty when there is no provider; fails with an {@link AuthenticationException} while it is away. */
    public Mono<Departure> depart(String next) {
        Journey journey = Journey.to(next, keys);
        return Mono.justOrEmpty(flow)
                .flatMap(known -> known.address(journey))
                .map(provider -> new Departure(provider, cookie(journey.cookie(), AT_THE_PROVIDER)));
    }

    /** Who comes back from the provider; fails with an {@link AuthenticationException} for the person to read. */
    public Mono<Arrival> arrive(ServerHttpRequest request) {
        String address = AttemptReader.network(request.getRemoteAddress());
        return Mono.justOrEmpty(flow)
                .flatMap(known -> gatekeeper.counted(address, Mono.defer(() -> identity(known, request))))
                .doOnError(
                        AuthenticationException.class,
                        problem -> audit.refused(
                                request, null, HttpStatus.UNAUTHORIZED.value(), String.valueOf(problem.getMessage())));
    }

    /** Where the provider ends the session that this token began; empty when it has no such place, or is away. */
    Mono<URI> farewell(Optional<String> idToken) {
        return Mono.justOrEmpty(flow).flatMap(known -> known.farewell(idToken));
    }

    /** Whether somebody comes back who has logged out: with neither a code nor a reason why there is none. */
    public boolean isAfterFarewell(ServerHttpRequest request) {
        MultiValueMap<String, String> answer = request.getQueryParams();
        return flow.isPresent() && !answer.containsKey("code") && !answer.containsKey("error");
    }

    private Mono<Arrival> identity(CodeFlow known, ServerHttpRequest request) {
        Journey journey = journey(request);
        MultiValueMap<String, String> answer = request.getQueryParams();
        @Nullable String code = answer.getFirst("code");
        if (code == null) {
            throw new NotProvenException(
                    "access_denied".equals(answer.getFirst("error"))
                            ? "the provider did not let you through, or you turned back"
                            : "the provider reports an error instead of a login; try again");
        }
        return known.identity(code, journey)
                .flatMap(this::begin)
                .map(key -> new Arrival(
                        journey.next(),
                        SessionCookie.of(key, Sessions.LIFE, isSecure || request.getSslInfo() != null)));
    }

    /** Anybody can send a browser here with an answer that was meant for somebody else. */
    private Journey journey(ServerHttpRequest request) {
        String state = Objects.requireNonNullElse(request.getQueryParams().getFirst("state"), "");
        return Optional.ofNullable(request.getCookies().getFirst(cookieName()))
                .map(HttpCookie::getValue)
                .flatMap(Journey::parse)
                .filter(journey -> MessageDigest.isEqual(
                        journey.state().getBytes(StandardCharsets.UTF_8), state.getBytes(StandardCharsets.UTF_8)))
                .orElseThrow(() -> new NotProvenException(
                        "this login was not begun in this browser, or took longer than 10 minutes; try again"));
    }

    private Mono<String> begin(Jwt token) {
        @Nullable String name = token.getClaimAsString(nameClaim);
        String subject = Objects.requireNonNull(token.getSubject());
        return sessions.begin(subject, name == null ? subject : name, token)
                .switchIfEmpty(Mono.error(() -> new NotProvenException((name == null ? subject : name)
                        + " is known to the provider, which gives this user none of the roles in"
                        + " FIREBREAK_OIDC_ROLES")));
    }

    /** Takes away what was kept for the way. */
    public ResponseCookie journeyIsOver() {
        return cookie("", Duration.ZERO);
    }

    /** The prefix keeps other hosts of the same domain from setting it. */
    private String cookieName() {
        return isSecure ? "__Host-firebreak-oidc" : "firebreak-oidc";
    }

    private ResponseCookie cookie(String value, Duration life) {
        return ResponseCookie.from(cookieName(), value)
                .httpOnly(true)
                .secure(isSecure)
                .sameSite("Lax")
                .path("/")
                .maxAge(life)
                .build();
    }
}
