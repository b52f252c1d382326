package dev.firebreak.incident.console;

import dev.firebreak.incident.access.Logins;
import dev.firebreak.incident.access.SingleSignOn;
import dev.firebreak.incident.api.NotFoundException;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** In and out. */
@Controller
class LoginController {
    private final Logins logins;
    private final SingleSignOn signOn;

    LoginController(Logins logins, SingleSignOn signOn) {
        this.logins = logins;
        this.signOn = signOn;
    }

    /** What the button for those whom a provider knows names; null when there is none. */
    @ModelAttribute("provider")
    @Nullable
    String provider() {
        return signOn.title().orElse(null);
    }

    @GetMapping("/login")
    Rendering show(@RequestParam(required = false) @Nullable String next) {
        return Rendering.view("console/login")
                .modelAttribute("next", ownPage(next))
                .build();
    }

    @PostMapping("/login")
    Mono<Rendering> login(ServerWebExchange exchange) {
        return exchange.getFormData().flatMap(form -> {
            String next = ownPage(form.getFirst("next"));
            return logins.begin(field(form, "user"), field(form, "password"), exchange.getRequest())
                    .map(cookie -> goTo(next, cookie, exchange))
                    .onErrorResume(
                            AuthenticationException.class,
                            problem -> Mono.just(again(next, field(form, "user"), problem)));
        });
    }

    @GetMapping("/login/oidc")
    Mono<Rendering> depart(@RequestParam(required = false) @Nullable String next, ServerWebExchange exchange) {
        String page = ownPage(next);
        return signOn.depart(page)
                .map(departure -> goTo(departure.provider().toString(), departure.journey(), exchange))
                .onErrorResume(AuthenticationException.class, problem -> Mono.just(again(page, "", problem)))
                .switchIfEmpty(noProvider());
    }

    @GetMapping("/login/oidc/back")
    Mono<Rendering> arrive(ServerWebExchange exchange) {
        if (signOn.isAfterFarewell(exchange.getRequest())) {
            return Mono.just(goTo("/login", signOn.journeyIsOver(), exchange));
        }
        return signOn.arrive(exchange.getRequest())
                .map(arrival -> goTo(ownPage(arrival.next()), arrival.session(), exchange))
                .onErrorResume(AuthenticationException.class, problem -> Mono.just(again("/", "", problem)))
                .doOnNext(_ -> exchange.getResponse().addCookie(signOn.journeyIsOver()))
                .switchIfEmpty(noProvider());
    }

    private static Mono<Rendering> noProvider() {
        return Mono.error(() -> new NotFoundException("no OpenID provider is set to log in with"));
    }

    private static Rendering again(String next, String user, AuthenticationException problem) {
        return Rendering.view("console/login")
                .status(HttpStatus.UNAUTHORIZED)
                .modelAttribute("next", next)
                .modelAttribute("user", user)
                .modelAttribute("problem", String.valueOf(problem.getMessage()))
                .build();
    }

    @PostMapping("/logout")
    Mono<Rendering> logout(ServerWebExchange exchange) {
        return logins.end(exchange.getRequest())
                .map(ended -> ended.farewell()
                        .map(farewell -> goOn(farewell, ended.cookie(), exchange))
                        .orElseGet(() -> goTo("/login", ended.cookie(), exchange)));
    }

    /** By a page, because a redirect of what a form has sent may not leave this host ({@code form-action}). */
    private static Rendering goOn(URI farewell, ResponseCookie cookie, ServerWebExchange exchange) {
        exchange.getResponse().addCookie(cookie);
        return Rendering.view("console/logged-out")
                .modelAttribute("farewell", farewell.toString())
                .build();
    }

    private static Rendering goTo(String page, ResponseCookie cookie, ServerWebExchange exchange) {
        exchange.getResponse().addCookie(cookie);
        exchange.getResponse().getHeaders().setLocation(URI.create(page));
        return Rendering.view("console/empty").status(HttpStatus.SEE_OTHER).build();
    }

    private static String field(MultiValueMap<String, String> form, String name) {
        return Objects.requireNonNullElse(form.getFirst(name), "");
    }

    /** Only pages of ours: a link must not send somebody who has just logged in elsewhere. */
    private static String ownPage(@Nullable String next) {
        boolean isOwn = next != null && next.matches("/(?![/\\\\])[\\w./-]*") && !next.startsWith("/login");
        return isOwn ? Objects.requireNonNull(next) : "/";
    }
}
