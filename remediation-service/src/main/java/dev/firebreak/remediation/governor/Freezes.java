package dev.firebreak.remediation.governor;

import dev.firebreak.model.command.Command;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** When nothing may act because people are at work. Read like the kill switch, and kept apart from it: it ends by itself. */
@Component
public class Freezes {
    private final DatabaseClient database;

    Freezes(DatabaseClient database) {
        this.database = database;
    }

    /** Waits for dispatches under way. A repeat, or one that was thawed before it came, changes nothing. */
    public Mono<Void> freeze(Command.FreezeAutomation command) {
        return holdSwitch()
                .then(database.sql("""
                        WITH old AS (DELETE FROM maintenance_freeze WHERE closes_at < clock_timestamp() - interval '1 day')
                        INSERT INTO maintenance_freeze (window_id, scope, opens_at, closes_at, title)
                        VALUES (:window, :scope, :opensAt, :closesAt, :title)
                        ON CONFLICT DO NOTHING
                        """)
                        .bind("window", command.windowId())
                        .bind("scope", command.scope())
                        .bind("opensAt", command.opensAt())
                        .bind("closesAt", command.closesAt())
                        .bind("title", command.title())
                        .then());
    }

    public Mono<Void> thaw(Command.ThawAutomation command) {
        return database.sql("""
                        INSERT INTO maintenance_freeze (window_id, scope, opens_at, closes_at, title)
                        VALUES (:window, :scope, :opensAt, clock_timestamp(), '')
                        ON CONFLICT (window_id, scope, opens_at) DO UPDATE SET closes_at = clock_timestamp()
                        """)
                .bind("window", command.windowId())
                .bind("scope", command.scope())
                .bind("opensAt", command.opensAt())
                .then();
    }

    private Mono<Void> holdSwitch() {
        return database.sql("SELECT scope FROM automation WHERE scope = 'global' FOR UPDATE")
                .map(_ -> true)
                .one()
                .then();
    }
}
