package dev.firebreak.incident.access;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoders;
import org.springframework.security.oauth2.jwt.SupplierReactiveJwtDecoder;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/** OpenID Connect's authorization code flow with PKCE, as a client of one provider. */
final class CodeFlow {
    static final String BACK = "/login/oidc/back";

    private static final Logger LOG = LoggerFactory.getLogger(CodeFlow.class);
    private static final String END_SESSION = "end_session_endpoint";
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);
    private static final Duration DISCOVERY_LASTS = Duration.ofMinutes(10);
    private static final ParameterizedTypeReference<Map<String, Object>> JSON = new ParameterizedTypeReference<>() {};

    private static final Duration FAREWELL_WITHIN = Duration.ofSeconds(2);
    private static final int LONGEST_HINT = 6_000; // an address that is much longer is not taken everywhere

    /** @param endSession null when the provider leaves its own session to itself */
    private record Endpoints(
            URI authorization, URI token, @Nullable URI endSession) {}

    private final WebClient http = WebClient.create();
    private final SignOnSettings settings;
    private final String clientId;
    private final String redirect;
    private final Mono<Endpoints> endpoints;
    private final ReactiveJwtDecoder decoder;

    private CodeFlow(String issuer, String clientId, String redirect, SignOnSettings settings) {
        this.settings = settings;
        this.clientId = clientId;
        this.redirect = redirect;
        this.endpoints = discover(issuer).cache(_ -> DISCOVERY_LASTS, _ -> Duration.ZERO, () -> Duration.ZERO);
        this.decoder = new SupplierReactiveJwtDecoder(() -> decoder(issuer, clientId));
    }

    /** Empty when no client is set. */
    static Optional<CodeFlow> of(OidcSettings oidc, SignOnSettings settings, String consoleUrl) {
        if (!settings.isOn()) {
            return Optional.empty();
        }
        @Nullable URI issuer = oidc.issuer();
        if (issuer == null || issuer.toString().isBlank()) {
            throw new UnusableSettingException("FIREBREAK_OIDC_CLIENT_ID is set, FIREBREAK_OIDC_ISSUER is not:"
                    + " set it to the address of the provider that knows this client");
        }
        if (!OpenIdProvider.isSafe(URI.create(consoleUrl))) {
            throw new UnusableSettingException("FIREBREAK_CONSOLE_URL is not an https or loopback address, and"
                    + " FIREBREAK_OIDC_CLIENT_ID is set: set it to where people see the console, for the provider to"
                    + " send them back to; it needs " + BACK + " of it as the client's redirect URI");
        }
        String redirect = consoleUrl.replaceAll("/+$", "") + BACK;
        String clientId = Objects.requireNonNull(settings.clientId()).strip();
        return Optional.of(new CodeFlow(issuer.toString(), clientId, redirect, settings));
    }

    /** The ID token: from that issuer, for this client and no other. */
    private static ReactiveJwtDecoder decoder(String issuer, String clientId) {
        NimbusReactiveJwtDecoder decoder = ReactiveJwtDecoders.fromIssuerLocation(issuer);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefaultWithIssuer(issuer),
                new JwtClaimValidator<List<String>>(
                        JwtClaimNames.AUD, given -> given != null && given.contains(clientId)),
                new JwtClaimValidator<Object>(JwtClaimNames.EXP, Objects::nonNull),
                new JwtClaimValidator<String>(JwtClaimNames.SUB, given -> given != null && !given.isBlank())));
        return decoder;
    }

    /** Where the browser has to go; fails with {@link NotProvenException.ProviderAway}. */
    Mono<URI> address(Journey journey) {
        return endpoints.map(known -> UriComponentsBuilder.fromUri(known.authorization())
                .queryParam("response_type", "code")
                .queryParam("client_id", encoded(clientId))
                .queryParam("redirect_uri", encoded(redirect))
                .queryParam("scope", encoded(settings.scope()))
                .queryParam("state", journey.state())
                .queryParam("nonce", journey.nonce())
                .queryParam("code_challenge", journey.challenge())
                .queryParam("code_challenge_method", "S256")
                .build(true)
                .toUri());
    }

    /**
     * Where the browser has to go for the provider to end its session (RP-Initiated Logout 1.0): the token spares the person
     * a question. It comes back by the address that the provider knows anyway. Empty when there is no such place, or the
     * provider does not say in time.
     */
    Mono<URI> farewell(Optional<String> idToken) {
        return endpoints
                .timeout(FAREWELL_WITHIN)
                .onErrorResume(problem -> {
                    LOG.atWarn().setCause(problem).log("the OpenID provider's own session is left as it is");
                    return Mono.empty();
                })
                .flatMap(known -> Mono.justOrEmpty(known.endSession()))
                .map(endSession -> UriComponentsBuilder.fromUri(endSession)
                        .queryParam("client_id", encoded(clientId))
                        .queryParam("post_logout_redirect_uri", encoded(redirect))
                        .queryParamIfPresent("id_token_hint", idToken.filter(token -> token.length() <= LONGEST_HINT))
                        .build(true)
                        .toUri());
    }

    /** What the provider says of who came back with this code; fails with {@link NotProvenException}. */
    Mono<Jwt> identity(String code, Journey journey) {
        return endpoints
                .flatMap(known -> exchange(known.token(), code, journey))
                .flatMap(decoder::decode)
                .timeout(ANSWERS_WITHIN)
                .filter(token -> belongsTo(journey, token))
                .switchIfEmpty(Mono.error(
                        () -> new NotProvenException("the provider's token belongs to another login; try again")))
                .onErrorMap(
                        BadJwtException.class,
                        _ -> new NotProvenException("the provider's token is expired, or not for this console"))
                .onErrorMap(problem -> !(problem instanceof NotProvenException), NotProvenException.ProviderAway::new);
    }

    /** Where it names who asked for it, that has to be us: there can be several audiences. */
    private boolean belongsTo(Journey journey, Jwt token) {
        @Nullable String askedBy = token.getClaimAsString("azp");
        return journey.nonce().equals(token.getClaimAsString("nonce")) && (askedBy == null || askedBy.equals(clientId));
    }

    private Mono<String> exchange(URI endpoint, String code, Journey journey) {
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        form.add("grant_type", "authorization_code");
        form.add("code", code);
        form.add("redirect_uri", redirect);
        form.add("code_verifier", journey.verifier());
        if (!settings.hasSecret()) {
            form.add("client_id", clientId);
        }
        return http.post()
                .uri(endpoint)
                .headers(this::proveClient)
                .accept(MediaType.APPLICATION_JSON)
                .body(BodyInserters.fromFormData(form))
                .exchangeToMono(CodeFlow::idToken);
    }

    /** Each half encoded for itself, as RFC 6749 has it (2.3.1). */
    private void proveClient(HttpHeaders headers) {
        if (settings.hasSecret()) {
            headers.setBasicAuth(encoded(clientId), encoded(Objects.requireNonNull(settings.clientSecret())));
        }
    }

    private static Mono<String> idToken(ClientResponse answer) {
        HttpStatusCode status = answer.statusCode();
        if (status.is5xxServerError()) {
            return answer.createError();
        }
        return answer.bodyToMono(JSON).flatMap(body -> {
            if (status.is2xxSuccessful() && body.get("id_token") instanceof String token) {
                return Mono.just(token);
            }
            LOG.atWarn()
                    .addKeyValue("status", status.value())
                    .addKeyValue("error", body.getOrDefault("error", "no id_token"))
                    .log("the OpenID provider gives no token for a login");
            return Mono.error(new NotProvenException("the provider did not confirm this login; try again"));
        });
    }

    private Mono<Endpoints> discover(String issuer) {
        return http.get()
                .uri(URI.create(issuer.replaceAll("/+$", "") + "/.well-known/openid-configuration"))
                .retrieve()
                .bodyToMono(JSON)
                .timeout(ANSWERS_WITHIN)
                .map(told -> {
                    if (!issuer.equals(told.get("issuer"))) {
                        throw new IllegalStateException("the provider at " + issuer + " says it is another issuer");
                    }
                    return new Endpoints(
                            endpoint(told, "authorization_endpoint"),
                            endpoint(told, "token_endpoint"),
                            told.containsKey(END_SESSION) ? endpoint(told, END_SESSION) : null);
                })
                .onErrorMap(NotProvenException.ProviderAway::new);
    }

    private static URI endpoint(Map<String, Object> told, String name) {
        URI endpoint = URI.create(String.valueOf(told.get(name)));
        if (!OpenIdProvider.isSafe(endpoint)) {
            throw new IllegalStateException("the provider's " + name + " is not https: " + endpoint);
        }
        return endpoint;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
