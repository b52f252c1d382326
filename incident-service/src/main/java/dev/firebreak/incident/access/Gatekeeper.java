package dev.firebreak.incident.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds out who sends a request: a user by password, a program by our token, a person by a provider's token. */
@Component
class Gatekeeper implements ReactiveAuthenticationManager {
    private static final int FAILURES_OF_A_USER = 5;
    private static final int FAILURES_OF_AN_ADDRESS = 50;

    private final Users users;
    private final Tokens tokens;
    private final Optional<OpenIdProvider> provider;
    private final InstantSource clock;
    private final Throttle ofUser = new Throttle(FAILURES_OF_A_USER);
    private final Throttle ofAddress = new Throttle(FAILURES_OF_AN_ADDRESS);

    Gatekeeper(Users users, Tokens tokens, OidcSettings oidc, InstantSource clock) {
        this.users = users;
        this.tokens = tokens;
        this.provider = OpenIdProvider.of(oidc);
        this.clock = clock;
    }

    @Override
    public Mono<Authentication> authenticate(Authentication authentication) {
        return authentication instanceof Attempt attempt ? check(attempt).cast(Authentication.class) : Mono.empty();
    }

    private Mono<Caller> check(Attempt attempt) {
        @Nullable String user = attempt.user();
        return user == null ? checkToken(attempt) : Mono.fromCallable(() -> checkPassword(attempt, user));
    }

    /** One at a time, so that many attempts at once count as many. A check takes microseconds. */
    private synchronized Caller checkPassword(Attempt attempt, String user) {
        Instant now = clock.instant();
        String key = attempt.address() + " " + user;
        mustBeOpen(ofAddress.closedFor(attempt.address(), now));
        mustBeOpen(ofUser.closedFor(key, now));
        Optional<Role> role = users.check(user, attempt.proof().reveal());
        if (role.isEmpty()) {
            ofUser.failed(key, now);
            ofAddress.failed(attempt.address(), now);
            throw new NotProvenException("unknown user or wrong password");
        }
        ofUser.succeeded(key);
        return Caller.user(user, role.get());
    }

    private Mono<Caller> checkToken(Attempt attempt) {
        return counted(
                attempt.address(),
                Mono.defer(() -> bearer(attempt.proof().reveal()))
                        .switchIfEmpty(Mono.error(() ->
                                new NotProvenException("the token is unknown, expired, revoked, or not for us"))));
    }

    /** A check that is not even begun for an address from where too many have failed. */
    <T> Mono<T> counted(String address, Mono<T> check) {
        return Mono.<T>fromRunnable(() -> mustBeOpen(address))
                .then(check)
                .doOnError(problem -> failed(address, problem));
    }

    private Mono<Caller> bearer(String token) {
        if (Tokens.isOurs(token)) {
            return tokens.check(token).map(Caller::program);
        }
        return provider.map(known -> known.check(token)).orElseGet(Mono::empty);
    }

    private synchronized void mustBeOpen(String address) {
        mustBeOpen(ofAddress.closedFor(address, clock.instant()));
    }

    private synchronized void failed(String address, Throwable problem) {
        boolean isSenders = problem instanceof NotProvenException
                && !(problem instanceof NotProvenException.ProviderAway)
                && !(problem instanceof NotProvenException.TooManyFailures);
        if (isSenders) {
            ofAddress.failed(address, clock.instant());
        }
    }

    private static void mustBeOpen(Optional<Duration> closedFor) {
        closedFor.ifPresent(pause -> {
            throw new NotProvenException.TooManyFailures(pause);
        });
    }
}
