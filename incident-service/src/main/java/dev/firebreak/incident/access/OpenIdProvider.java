package dev.firebreak.incident.access;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoders;
import org.springframework.security.oauth2.jwt.SupplierReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/**
 * Takes tokens that an OpenID provider signed. What the provider says of itself and its keys is fetched when the first
 * token comes, so that the service starts without it.
 */
final class OpenIdProvider {
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);

    private final ReactiveJwtDecoder decoder;
    private final RoleMapping roles;
    private final String nameClaim;

    private OpenIdProvider(ReactiveJwtDecoder decoder, RoleMapping roles, String nameClaim) {
        this.decoder = decoder;
        this.roles = roles;
        this.nameClaim = nameClaim;
    }

    /** Empty when none is set. */
    static Optional<OpenIdProvider> of(OidcSettings settings) {
        @Nullable URI issuer = settings.issuer();
        if (issuer == null || issuer.toString().isBlank()) {
            return Optional.empty();
        }
        @Nullable String audience = settings.audience();
        if (audience == null || audience.isBlank()) {
            throw new UnusableSettingException("FIREBREAK_OIDC_AUDIENCE is not set: without it a token that the issuer"
                    + " made for any other program would be taken. Set it to what the issuer calls Firebreak");
        }
        if (!isSafe(issuer)) {
            throw new UnusableSettingException("FIREBREAK_OIDC_ISSUER is not https: its keys could be exchanged on the"
                    + " way. Set it to the issuer's https address");
        }
        ReactiveJwtDecoder decoder = new SupplierReactiveJwtDecoder(() -> decoder(issuer.toString(), audience.strip()));
        return Optional.of(new OpenIdProvider(decoder, RoleMapping.of(settings), settings.nameClaim()));
    }

    /** What is sent there cannot be read or changed on the way. */
    static boolean isSafe(URI address) {
        return "https".equals(address.getScheme())
                || List.of("127.0.0.1", "localhost", "[::1]")
                        .contains(Objects.requireNonNullElse(address.getHost(), ""));
    }

    private static ReactiveJwtDecoder decoder(String issuer, String audience) {
        NimbusReactiveJwtDecoder decoder = ReactiveJwtDecoders.fromIssuerLocation(issuer);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefaultWithIssuer(issuer),
                new JwtClaimValidator<List<String>>(
                        JwtClaimNames.AUD, given -> given != null && given.contains(audience)),
                new JwtClaimValidator<Object>(JwtClaimNames.EXP, Objects::nonNull),
                new JwtClaimValidator<String>(JwtClaimNames.SUB, given -> given != null && !given.isBlank())));
        return decoder;
    }

    /** @return fails with {@link NotProvenException} */
    Mono<Caller> check(String token) {
        return decoder.decode(token)
                .timeout(ANSWERS_WITHIN)
                .map(this::caller)
                .onErrorMap(
                        BadJwtException.class,
                        _ -> new NotProvenException("the token is unknown, expired, revoked, or not for us"))
                .onErrorMap(problem -> !(problem instanceof NotProvenException), OpenIdProvider::away);
    }

    private static NotProvenException away(Throwable problem) {
        return problem instanceof JwtException && problem.getCause() == null
                ? new NotProvenException("the token is unknown, expired, revoked, or not for us")
                : new NotProvenException.ProviderAway(problem);
    }

    private Caller caller(Jwt token) {
        @Nullable String name = token.getClaimAsString(nameClaim);
        String subject = Objects.requireNonNull(token.getSubject());
        return Caller.provided(
                subject,
                name == null ? subject : name,
                roles.of(token.getClaims()).orElse(null));
    }
}
