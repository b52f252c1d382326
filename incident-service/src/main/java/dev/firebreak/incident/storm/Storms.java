package dev.firebreak.incident.storm;

import dev.firebreak.catalog.system.StormBound;
import dev.firebreak.catalog.yaml.Durations;
import dev.firebreak.incident.lifecycle.Ruling;
import dev.firebreak.model.alert.Drill;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
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

    /**
     * For each ruling the same, or that of the storm, as if they were asked one after the other; one statement for all,
     * none while there is no bound.
     *
     * @param rulings of different keys, sorted by them, so that two instances never wait for each other in a circle
     */
    public Mono<List<Ruling>> judge(List<Ruling> rulings, Instant now) {
        List<Ruling> bounded = rulings.stream()
                .filter(ruling -> !ruling.isStorm() && bound(ruling).incidents() > 0)
                .filter(ruling -> !Drill.isMarked(ruling.correlationKey()))
                .toList();
        return bounded.isEmpty()
                ? Mono.just(rulings)
                : absorbed(bounded, now)
                        .map(absorbed -> rulings.stream()
                                .map(ruling -> absorbed.contains(ruling.correlationKey())
                                        ? ruling.inStorm(words(bound(ruling)))
                                        : ruling)
                                .toList());
    }

    private StormBound bound(Ruling ruling) {
        return Objects.requireNonNullElseGet(ruling.system().storm(), settings::bound);
    }

    private static String words(StormBound bound) {
        return "a storm: more than " + bound.incidents() + " incidents within " + Durations.format(bound.within());
    }

    /** Of two instances that ask at once neither sees the other's: then a few more than allowed open. */
    private Mono<Set<String>> absorbed(List<Ruling> rulings, Instant now) {
        return database.sql("""
                        with asked as (
                            select a.*, g.seen_at > a.since as is_recent, coalesce(g.is_absorbed, false) as was_absorbed
                            from unnest(:keys, :systems, :storms, :limits, :since)
                                with ordinality as a (key, system, storm, most, since, place)
                                left join storm_group g on g.correlation_key = a.key),
                        before as (
                            select system, (select count(*) from storm_group g where g.system = s.system
                                and g.seen_at > s.since and g.correlation_key <> all(:keys)) as others
                            from (select distinct system, since from asked) as s),
                        judged as (
                            select key, system, place, was_absorbed, storm, most <= others
                                + row_number() over (partition by system order by place) - 1
                                + count(*) filter (where is_recent) over (partition by system order by place
                                    rows between 1 following and unbounded following) as is_too_many
                            from asked join before using (system))
                        insert into storm_group (correlation_key, system, seen_at, is_absorbed)
                        select key, system, :now, is_too_many or (was_absorbed and exists (
                            select from incident where correlation_key = storm and is_open))
                        from judged order by place
                        on conflict (correlation_key) do update
                        set seen_at = excluded.seen_at, is_absorbed = excluded.is_absorbed
                        returning correlation_key, is_absorbed""")
                .bind("keys", texts(rulings, Ruling::correlationKey))
                .bind("systems", texts(rulings, ruling -> ruling.system().name()))
                .bind("storms", texts(rulings, Ruling::stormKey))
                .bind(
                        "limits",
                        rulings.stream()
                                .map(ruling -> (long) bound(ruling).incidents())
                                .toArray(Long[]::new))
                .bind(
                        "since",
                        rulings.stream()
                                .map(ruling -> now.minus(bound(ruling).within()))
                                .toArray(Instant[]::new))
                .bind("now", now)
                .map(row -> Boolean.TRUE.equals(row.get("is_absorbed", Boolean.class))
                        ? Optional.ofNullable(row.get("correlation_key", String.class))
                        : Optional.<String>empty())
                .all()
                .mapNotNull(found -> found.orElse(null))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String[] texts(List<Ruling> rulings, Function<Ruling, String> part) {
        return rulings.stream().map(part).toArray(String[]::new);
    }

    public Mono<Long> forgetOld() {
        return database.sql(
                        "delete from storm_group where seen_at < clock_timestamp() - make_interval(secs => :seconds)")
                .bind("seconds", (double) KEPT_FOR.toSeconds())
                .fetch()
                .rowsUpdated();
    }
}
