package dev.firebreak.incident.console;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Which transactions a statement sees now. As long as that stays the same, so does whatever is read: nothing was written,
 * by any instance.
 */
@Component
class DatabaseState {
    private static final String ASKED = DatabaseState.class.getName();

    private final Together<String, String> asked;

    DatabaseState(DatabaseClient database) {
        this.asked = new Together<>(_ -> database.sql("select pg_current_snapshot()::text as seen")
                .map(row -> String.valueOf(row.get("seen", String.class)))
                .one());
    }

    /** As it is after the call. */
    Mono<String> now() {
        return asked.read("");
    }

    /** As it was at one moment since the request came, the same for all that it asks. */
    Mono<String> during(ServerWebExchange request) {
        Mono<String> found = request.getAttribute(ASKED);
        if (found == null) {
            found = now().cache();
            request.getAttributes().put(ASKED, found);
        }
        return found;
    }
}
