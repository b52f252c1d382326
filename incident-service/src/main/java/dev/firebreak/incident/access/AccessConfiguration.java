package dev.firebreak.incident.access;

import java.net.InetSocketAddress;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import reactor.core.publisher.Mono;

/** HTTP Basic on each request, no sessions. Looking needs a viewer, changing a responder. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class AccessConfiguration {
    private static final String REALM = "Basic realm=\"firebreak\", charset=\"UTF-8\"";

    @Bean
    SecurityWebFilterChain access(ServerHttpSecurity http, ReactiveAuthenticationManager users, Refusals refusals) {
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable) // CrossSiteFilter stands in: there is no session to ride
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .httpBasic(basic -> basic.authenticationManager(users)
                        .authenticationEntryPoint((exchange, _) -> refusals.unauthenticated(exchange, REALM)))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(
                                (exchange, _) -> refusals.unauthenticated(exchange, REALM))
                        .accessDeniedHandler((exchange, _) ->
                                refusals.refuse(exchange, HttpStatus.FORBIDDEN, "this user's role does not allow it")))
                .authorizeExchange(exchanges -> exchanges
                        .pathMatchers(HttpMethod.GET, "/", "/actuator/health/**")
                        .permitAll()
                        .pathMatchers(HttpMethod.GET, "/actuator/prometheus")
                        .access(AccessConfiguration::fromThisMachineOrAuthenticated)
                        .pathMatchers(HttpMethod.GET, "/api/**")
                        .hasAnyRole(rolesFrom(Role.VIEWER))
                        .pathMatchers("/api/**")
                        .hasAnyRole(rolesFrom(Role.RESPONDER))
                        .anyExchange()
                        .authenticated())
                .build();
    }

    @Bean
    ReactiveAuthenticationManager userCheck(Users users) {
        return authentication -> Mono.fromCallable(() -> authenticated(users, authentication));
    }

    private static Authentication authenticated(Users users, Authentication given) {
        Role role = users.check(given.getName(), String.valueOf(given.getCredentials()))
                .orElseThrow(() -> new BadCredentialsException("unknown user or wrong password"));
        List<SimpleGrantedAuthority> authorities = List.of(new SimpleGrantedAuthority("ROLE_" + role.name()));
        return UsernamePasswordAuthenticationToken.authenticated(given.getName(), null, authorities);
    }

    private static String[] rolesFrom(Role least) {
        return java.util.Arrays.stream(Role.values())
                .filter(role -> role.compareTo(least) >= 0)
                .map(Role::name)
                .toArray(String[]::new);
    }

    /** A scraper beside the service needs no password; from afar the figures are not for everyone. */
    private static Mono<AuthorizationResult> fromThisMachineOrAuthenticated(
            Mono<Authentication> authentication, AuthorizationContext context) {
        InetSocketAddress remote = context.getExchange().getRequest().getRemoteAddress();
        if (remote != null && remote.getAddress() != null && remote.getAddress().isLoopbackAddress()) {
            return Mono.just(new AuthorizationDecision(true));
        }
        return authentication
                .map(known -> (AuthorizationResult) new AuthorizationDecision(known.isAuthenticated()))
                .defaultIfEmpty(new AuthorizationDecision(false));
    }
}
