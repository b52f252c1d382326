package dev.firebreak.incident.access;

import dev.firebreak.incident.api.ApiPath;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Sends browsers to the login, which brings them back; programs get an error. */
final class LoginPage {
    private static final String BY_HTMX = "HX-Request";

    private LoginPage() {}

    static boolean isMeantFor(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        boolean isBrowser = headers.getAccept().stream().anyMatch(MediaType.TEXT_HTML::equalsTypeAndSubtype)
                || headers.containsHeader(BY_HTMX);
        return isBrowser && HttpMethod.GET.equals(request.getMethod()) && !ApiPath.isApi(request);
    }

    static Mono<Void> show(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        ServerHttpResponse response = exchange.getResponse();
        boolean isPart = request.getHeaders().containsHeader(BY_HTMX);
        String page = isPart ? "/" : request.getPath().value();
        String login = "/login?next=" + URLEncoder.encode(page, StandardCharsets.UTF_8);
        if (isPart) { // the page around it goes there
            response.setStatusCode(HttpStatus.UNAUTHORIZED);
            response.getHeaders().set("HX-Redirect", login);
        } else {
            response.setStatusCode(HttpStatus.SEE_OTHER);
            response.getHeaders().setLocation(URI.create(login));
        }
        return response.setComplete();
    }
}
