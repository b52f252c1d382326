package dev.firebreak.incident.storm;

import dev.firebreak.catalog.system.StormBound;
import dev.firebreak.catalog.yaml.Durations;
import dev.firebreak.incident.lifecycle.Ruling;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Bounds how many incidents a system opens at once. A group that was taken into the storm's incident stays there for as
 * long as that is open; a new group gets its own incident again as soon as fewer begin.
 */
@Component
public class Storms {
    private static final Duration KEPT_FOR = Duration.ofDays(7);

    private final DatabaseClient database;
    private final StormSettings settings;

    Storms(DatabaseClient database, StormSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** The same ruling, or that of the storm; nothing is asked while there is no bound. */
    public Mono<Ruling> judge(Ruling ruling, Instant now) {
        StormBound bound = Objects.requireNonNullElseGet(ruling.system().storm(), settings::bound);
        return bound.incidents() == 0 || ruling.isStorm()
                ? Mono.just(ruling)
                : absorbs(ruling, bound, now).map(absorbed -> absorbed ? ruling.inStorm(words(bound)) : ruling);
    }

    private static String words(StormBound bound) {
        return "a storm: more than " + bound.incidents() + " incidents within " + Durations.format(bound.within());
    }

    /** Of two instances that ask at once neither sees the other's: then a few more than allowed open. */
    private Mono<Boolean> absorbs(Ruling ruling, StormBound bound, Instant now) {
        return database.sql("""
                        insert into storm_group (correlation_key, system, seen_at, is_absorbed)
                        values (:key, :system, :now, :limit <= (
                            select count(*) from storm_group
                            where system = :system and seen_at > :since and correlation_key <> :key))
                        on conflict (correlation_key) do update
                        set seen_at = excluded.seen_at,
                            is_absorbed = excluded.is_absorbed or (storm_group.is_absorbed and exists (
                                select 1 from incident where correlation_key = :storm and is_open))
                        returning is_absorbed""")
                .bind("key", ruling.correlationKey())
                .bind("system", ruling.system().name())
                .bind("now", now)
                .bind("since", now.minus(bound.within()))
                .bind("limit", (long) bound.incidents())
                .bind("storm", ruling.stormKey())
                .map(row -> Boolean.TRUE.equals(row.get("is_absorbed", Boolean.class)))
                .one();
    }

    public Mono<Long> forgetOld() {
        return database.sql(
                        "delete from storm_group where seen_at < clock_timestamp() - make_interval(secs => :seconds)")
                .bind("seconds", (double) KEPT_FOR.toSeconds())
                .fetch()
                .rowsUpdated();
    }
}
