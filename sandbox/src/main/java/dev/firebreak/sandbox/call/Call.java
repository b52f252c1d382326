package dev.firebreak.sandbox.call;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;

/** A request to a stand-in whose body has been read. The stand-in adds what the ledger is to know of it. */
public final class Call {
    private static final String ATTRIBUTE = Call.class.getName();

    private final String method;
    private final String path;
    private final HttpHeaders headers;
    private final MultiValueMap<String, String> query;
    private final byte[] body;
    private final Map<String, Object> facts = new LinkedHashMap<>();

    Call(ServerWebExchange exchange, byte[] body) {
        var request = exchange.getRequest();
        this.method = request.getMethod().name();
        this.path = request.getPath().value();
        this.headers = request.getHeaders();
        this.query = request.getQueryParams();
        this.body = body;
        exchange.getAttributes().put(ATTRIBUTE, this);
    }

    /** The call that the filter read. */
    public static Call of(ServerWebExchange exchange) {
        return Objects.requireNonNull(exchange.getAttribute(ATTRIBUTE), "no call was read");
    }

    public String method() {
        return method;
    }

    public String path() {
        return path;
    }

    public byte[] body() {
        return body;
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public boolean isForm() {
        MediaType type = headers.getContentType();
        return type != null && MediaType.APPLICATION_FORM_URLENCODED.isCompatibleWith(type);
    }

    /** Of repeated fields the first counts. */
    public Map<String, String> form() {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : text().split("&", -1)) {
            int sign = pair.indexOf('=');
            if (sign > 0) {
                fields.putIfAbsent(decode(pair.substring(0, sign)), decode(pair.substring(sign + 1)));
            }
        }
        return fields;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    public Map<String, String> query() {
        return query.toSingleValueMap();
    }

    public Optional<String> bearer() {
        return Optional.ofNullable(headers.getFirst(HttpHeaders.AUTHORIZATION))
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(value -> value.substring(7).strip())
                .filter(token -> !token.isEmpty());
    }

    /** Null values are left out. */
    public void fact(String name, @Nullable Object value) {
        if (value != null) {
            facts.put(name, value);
        }
    }

    Map<String, Object> facts() {
        return facts;
    }
}
