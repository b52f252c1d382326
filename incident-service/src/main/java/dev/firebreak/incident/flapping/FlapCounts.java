package dev.firebreak.incident.flapping;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** When fingerprints of open incidents ended, in PostgreSQL; nothing is kept of those that only fire. */
@Component
public class FlapCounts {
    private static final int KEPT = 64;

    private final DatabaseClient database;
    private final FlappingSettings settings;
    private final InstantSource clock;

    FlapCounts(DatabaseClient database, FlappingSettings settings, InstantSource clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    public FlappingSettings settings() {
        return settings;
    }

    /** Counts these ends; the same end told twice is one. */
    public Mono<Map<String, Flaps>> count(List<Map.Entry<String, Instant>> ends, Instant now) {
        if (ends.isEmpty() || settings.ends() == 0) {
            return Mono.just(Map.of());
        }
        return database.sql("""
                        with before as (
                            select fingerprint from flap where fingerprint = any(:fingerprints) and is_flapping),
                        told as (
                            select e.fingerprint, array_agg(distinct e.ended_at) as ends
                            from unnest(:fingerprints, :ends) as e (fingerprint, ended_at) group by e.fingerprint),
                        counted as (
                            insert into flap (fingerprint, ends, is_flapping, counted_at)
                            select fingerprint, ends, cardinality(ends) >= :limit, :now from told order by fingerprint
                            on conflict (fingerprint) do update
                            set (ends, is_flapping, counted_at) = (
                                select coalesce(array_agg(known), '{}'), count(*) >= :limit, excluded.counted_at
                                from (select distinct known from unnest(flap.ends || excluded.ends) as known
                                    where known > :since order by known desc limit :kept) as recent)
                            returning fingerprint, cardinality(ends) as ends, is_flapping)
                        select c.*, c.is_flapping and b.fingerprint is null as is_news
                        from counted c left join before b on b.fingerprint = c.fingerprint""")
                .bind("limit", settings.ends())
                .bind("now", now)
                .bind("since", now.minus(settings.within()))
                .bind("kept", Math.max(KEPT, settings.ends()))
                .bind("fingerprints", ends.stream().map(Map.Entry::getKey).toArray(String[]::new))
                .bind("ends", ends.stream().map(Map.Entry::getValue).toArray(Instant[]::new))
                .map(row -> Map.entry(
                        Objects.requireNonNull(row.get("fingerprint", String.class)),
                        new Flaps(
                                Objects.requireNonNull(row.get("ends", Integer.class)),
                                Boolean.TRUE.equals(row.get("is_flapping", Boolean.class)),
                                Boolean.TRUE.equals(row.get("is_news", Boolean.class)))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Those that have been quiet for longer than what is looked at. */
    public Mono<Long> forgetOld() {
        Duration age = settings.within();
        return Mono.defer(() -> database.sql("delete from flap where counted_at < :before")
                .bind("before", clock.instant().minus(age))
                .fetch()
                .rowsUpdated());
    }
}
