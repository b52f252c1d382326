package dev.firebreak.incident.console;

import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * A page that is open and reads itself again, by htmx. It takes what it shows and how it all stands, and has the rest
 * already (<a href="https://htmx.org/reference/#request_headers">request headers</a>).
 */
final class Renewal {
    private static final String BY_HTMX = "HX-Request";
    /** Of a page that the browser shows once more and htmx has forgotten: it wants all of it. */
    private static final String BY_HISTORY = "HX-History-Restore-Request";

    /** What an answer depends on. */
    static final List<String> HEADERS = List.of(BY_HTMX, BY_HISTORY);

    private Renewal() {}

    static boolean isAskedFor(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        return "true".equals(headers.getFirst(BY_HTMX)) && !"true".equals(headers.getFirst(BY_HISTORY));
    }
}
