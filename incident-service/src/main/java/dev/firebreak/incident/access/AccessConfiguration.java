package dev.firebreak.incident.access;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.authentication.ServerAuthenticationEntryPointFailureHandler;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import reactor.core.publisher.Mono;

/** A password or a token with each request, no sessions. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class AccessConfiguration {
    @Bean
    SecurityWebFilterChain access(
            ServerHttpSecurity http, Gatekeeper gatekeeper, Permission permission, Refusals refusals) {
        AuthenticationWebFilter login = new AuthenticationWebFilter(gatekeeper);
        login.setServerAuthenticationConverter(new AttemptReader());
        login.setAuthenticationFailureHandler(
                new ServerAuthenticationEntryPointFailureHandler(refusals::unauthenticated));
        login.setSecurityContextRepository(NoOpServerSecurityContextRepository.getInstance());
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable) // CrossSiteFilter stands in: there is no session to ride
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .addFilterAt(login, SecurityWebFiltersOrder.AUTHENTICATION)
                .exceptionHandling(handling -> handling.authenticationEntryPoint(refusals::unauthenticated)
                        .accessDeniedHandler(
                                (exchange, _) -> refusals.forbidden(exchange, "this user's role does not allow it")))
                .authorizeExchange(exchanges -> exchanges
                        .pathMatchers(
                                HttpMethod.GET, "/", "/openapi.json", "/schema/runbook.json", "/actuator/health/**")
                        .permitAll()
                        .pathMatchers(HttpMethod.GET, "/actuator/prometheus")
                        .access(AccessConfiguration::fromThisMachineOrAuthenticated)
                        .pathMatchers("/api/**")
                        .access(permission)
                        .anyExchange()
                        .authenticated())
                .build();
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
