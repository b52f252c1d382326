package dev.firebreak.incident.correlation;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Ends that were told before their beginnings: when the beginning arrives late it is known to be over. */
@Component
public class EarlyResolves {
    private final DatabaseClient database;

    EarlyResolves(DatabaseClient database) {
        this.database = database;
    }

    /** When each of these fingerprints ended, as far as that was told early. */
    public Mono<Map<String, Instant>> find(Collection<String> fingerprints) {
        if (fingerprints.isEmpty()) {
            return Mono.just(Map.of());
        }
        return database.sql("select fingerprint, ended_at from early_resolve where fingerprint = any(:fingerprints)")
                .bind("fingerprints", fingerprints.toArray(String[]::new))
                .map(row -> Map.entry(
                        Objects.requireNonNull(row.get("fingerprint", String.class)),
                        Objects.requireNonNull(row.get("ended_at", Instant.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    public Mono<Void> save(Map<String, Instant> ends, Instant now) {
        if (ends.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                        insert into early_resolve (fingerprint, ended_at, received_at)
                        select e.fingerprint, e.ended_at, :now from unnest(:fingerprints, :ends) as e (fingerprint, ended_at)
                        order by e.fingerprint
                        on conflict (fingerprint) do update
                        set ended_at = greatest(early_resolve.ended_at, excluded.ended_at), received_at = excluded.received_at""")
                .bind("now", now)
                .bind("fingerprints", ends.keySet().toArray(String[]::new))
                .bind("ends", ends.values().toArray(Instant[]::new))
                .then();
    }

    public Mono<Long> forgetOlderThan(Duration age) {
        return database.sql("delete from early_resolve"
                        + " where received_at < clock_timestamp() - make_interval(secs => :seconds)")
                .bind("seconds", (double) age.toSeconds())
                .fetch()
                .rowsUpdated();
    }
}
