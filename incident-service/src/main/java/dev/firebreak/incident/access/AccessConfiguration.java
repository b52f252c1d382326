package dev.firebreak.incident.access;

import java.net.InetSocketAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.authentication.ServerAuthenticationEntryPointFailureHandler;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.csrf.CookieServerCsrfTokenRepository;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** A password or a token with each request; at the console a cookie that stands for a password given before. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class AccessConfiguration {
    /** Each filter of each request would be measured by itself, which nobody looks at. */
    @Bean
    SecurityObservationSettings observations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    SecurityWebFilterChain access(
            ServerHttpSecurity http,
            Gatekeeper gatekeeper,
            SessionCookie session,
            Permission permission,
            Refusals refusals) {
        AuthenticationWebFilter login = new AuthenticationWebFilter(gatekeeper);
        login.setServerAuthenticationConverter(new AttemptReader());
        login.setAuthenticationFailureHandler(
                new ServerAuthenticationEntryPointFailureHandler(refusals::unauthenticated));
        login.setSecurityContextRepository(NoOpServerSecurityContextRepository.getInstance());
        CookieServerCsrfTokenRepository tokens = new CookieServerCsrfTokenRepository();
        tokens.setCookieName("firebreak-csrf");
        tokens.setHeaderName("X-CSRF-TOKEN");
        tokens.setCookieCustomizer(cookie -> cookie.httpOnly(true).sameSite("Lax"));
        return http.csrf(csrf -> csrf.csrfTokenRepository(tokens)
                        .requireCsrfProtectionMatcher(SessionCookie::ridesAlong)
                        .accessDeniedHandler((exchange, _) -> refusals.forbidden(
                                exchange, "the request did not come from a page of this console: load the page again")))
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
                .securityContextRepository(session)
                .headers(headers -> headers.cache(ServerHttpSecurity.HeaderSpec.CacheSpec::disable)) // Pages say it
                .addFilterAt(login, SecurityWebFiltersOrder.AUTHENTICATION)
                .exceptionHandling(handling -> handling.authenticationEntryPoint(refusals::unauthenticated)
                        .accessDeniedHandler(
                                (exchange, _) -> refusals.forbidden(exchange, "this user's role does not allow it")))
                .authorizeExchange(exchanges -> exchanges
                        .matchers(AccessConfiguration::isProgramAtHome)
                        .permitAll()
                        .pathMatchers(
                                HttpMethod.GET,
                                "/openapi.json",
                                "/schema/runbook.json",
                                "/actuator/health/**",
                                "/login/**",
                                "/console/**",
                                "/webjars/**",
                                "/favicon.svg")
                        .permitAll()
                        .pathMatchers(HttpMethod.POST, "/login", "/logout")
                        .permitAll()
                        .pathMatchers(HttpMethod.GET, "/actuator/prometheus")
                        .access(AccessConfiguration::fromThisMachineOrAuthenticated)
                        .pathMatchers("/api/**")
                        .access(permission)
                        .pathMatchers("/access/**")
                        .hasRole(Role.ADMIN.name())
                        .pathMatchers(HttpMethod.POST, "/sample-alert")
                        .hasAnyRole(Role.RESPONDER.name(), Role.ADMIN.name())
                        .anyExchange()
                        .hasAnyRole(roles()))
                .build();
    }

    /** It is told where things are; people see what happens there, so they have to log in. */
    private static Mono<MatchResult> isProgramAtHome(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        boolean isHome = request.getPath().pathWithinApplication().value().equals("/");
        return isHome && HttpMethod.GET.equals(request.getMethod()) && !LoginPage.isMeantFor(request)
                ? MatchResult.match()
                : MatchResult.notMatch();
    }

    private static String[] roles() {
        return Arrays.stream(Role.values()).map(Role::name).toArray(String[]::new);
    }

    /** A scraper beside the service needs no password; from afar the figures are not for everyone. */
    private static Mono<AuthorizationResult> fromThisMachineOrAuthenticated(
            Mono<Authentication> authentication, AuthorizationContext context) {
        @Nullable InetSocketAddress remote = context.getExchange().getRequest().getRemoteAddress();
        if (remote != null && remote.getAddress() != null && remote.getAddress().isLoopbackAddress()) {
            return Mono.just(new AuthorizationDecision(true));
        }
        return authentication
                .map(known -> (AuthorizationResult) new AuthorizationDecision(known.isAuthenticated()))
                .defaultIfEmpty(new AuthorizationDecision(false));
    }
}
