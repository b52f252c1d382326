package dev.firebreak.incident.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Reads the {@code Authorization} header: Basic or Bearer. Without one the request is nobody's. */
final class AttemptReader implements ServerAuthenticationConverter {
    private static final String BASIC = "Basic ";
    private static final String BEARER = "Bearer ";

    @Override
    public Mono<Authentication> convert(ServerWebExchange exchange) {
        return Mono.defer(() -> Mono.justOrEmpty(read(exchange.getRequest())));
    }

    private static @Nullable Attempt read(ServerHttpRequest request) {
        List<String> headers = request.getHeaders().getOrEmpty(HttpHeaders.AUTHORIZATION);
        if (headers.isEmpty()) {
            return null;
        }
        String header = headers.getFirst();
        if (headers.size() > 1) {
            throw new NotProvenException("more than one Authorization header");
        }
        String address = network(request.getRemoteAddress());
        if (header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return basic(header.substring(BASIC.length()).strip(), address);
        }
        if (header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Attempt.bearer(header.substring(BEARER.length()).strip(), address);
        }
        throw new NotProvenException("the Authorization header is neither Basic nor Bearer");
    }

    private static Attempt basic(String encoded, String address) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon >= 0) {
                return Attempt.password(pair.substring(0, colon), pair.substring(colon + 1), address);
            }
        } catch (IllegalArgumentException _) {
            // told below, as a pair without a colon is
        }
        throw new NotProvenException("what follows Basic is not the Base64 of user:password");
    }

    /** One household of IPv6 has 2^64 addresses: its network counts as one sender. */
    static String network(@Nullable InetSocketAddress remote) {
        @Nullable InetAddress address = remote == null ? null : remote.getAddress();
        if (address == null) {
            return "unknown";
        }
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), 8)) + "::/64"
                : address.getHostAddress();
    }
}
