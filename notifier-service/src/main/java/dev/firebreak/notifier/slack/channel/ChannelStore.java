package dev.firebreak.notifier.slack.channel;

import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.notifier.subject.Columns;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Incidents' own channels in PostgreSQL. */
class ChannelStore {
    /** Longer than a call can take. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final String DUE =
            "due_at <= clock_timestamp() and (claimed_until is null or claimed_until < clock_timestamp())";

    private final DatabaseClient database;

    ChannelStore(DatabaseClient database) {
        this.database = database;
    }

    /** @param mostAnHour beyond which the incident gets none: a flood of channels is no help in a flood of incidents */
    Mono<Void> want(Incident incident, int mostAnHour) {
        return database.sql("""
                        insert into incident_channel (incident_id, name) select :incident, :name
                        where (select count(*) from incident_channel
                            where wanted_at > clock_timestamp() - interval '1 hour') < :most
                        on conflict (incident_id) do nothing""")
                .bind("incident", incident.id().value())
                .bind("name", IncidentChannel.nameOf(incident))
                .bind("most", mostAnHour)
                .then();
    }

    /**
     * @param facts one at most about each incident
     * @return whether one of the incidents has or will have a channel, which is to be looked at
     */
    Mono<Boolean> changed(List<IncidentFact> facts) {
        if (facts.isEmpty()) {
            return Mono.just(false);
        }
        return database.sql("""
                        update incident_channel set changes = changes + 1, due_at = clock_timestamp(), failure = null,
                            closed_with = coalesce(closed, closed_with)
                        from unnest(:incidents, :closed) as changed (incident, closed)
                        where incident_id = incident and not archived""")
                .bind(
                        "incidents",
                        Columns.array(facts, fact -> fact.incident().id().value(), UUID[]::new))
                .bind("closed", Columns.array(facts, ChannelStore::closedWith, String[]::new))
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    private static @Nullable String closedWith(IncidentFact fact) {
        return fact.event() instanceof IncidentEvent.Closed(String reason) ? reason : null;
    }

    Flux<IncidentChannel> claim(int most) {
        return database.sql("""
                        update incident_channel mine set claimed_until = clock_timestamp() + :lease * interval '1 millisecond'
                        from (select incident_id from incident_channel where %s
                            order by due_at limit :most for update skip locked) due
                        join subject using (incident_id)
                        where mine.incident_id = due.incident_id
                        returning mine.*, subject.snapshot, subject.owner,
                            (select min(card.channel_id) from card where card.incident_id = mine.incident_id) as card_channel""".formatted(DUE))
                .bind("lease", LEASE.toMillis())
                .bind("most", most)
                .map(ChannelStore::channel)
                .all();
    }

    private static IncidentChannel channel(Readable row) {
        return new IncidentChannel(
                Columns.requiredJson(row, "snapshot", Incident.class),
                row.get("owner", String.class),
                row.get("card_channel", String.class),
                Columns.required(row, "name", String.class),
                row.get("channel_id", String.class),
                Columns.required(row, "introduced", Boolean.class),
                Set.of(Columns.required(row, "invited", String[].class)),
                row.get("closed_with", String.class),
                row.get("postmortem_ts", String.class),
                Columns.required(row, "pinned", Boolean.class),
                Columns.required(row, "archived", Boolean.class),
                Columns.required(row, "attempts", Integer.class),
                Columns.required(row, "changes", Long.class));
    }

    /** @param receipt the channel's id for one that was made, the message's {@code ts} for one that was posted */
    Mono<Void> done(IncidentChannel channel, Task task, String receipt) {
        return switch (task) {
            case Task.Create _ -> set(channel, "channel_id = :word", receipt);
            case Task.Introduce _ -> set(channel, "introduced = :word is not null", receipt);
            case Task.Invite(String _, String user) -> set(channel, "invited = array_append(invited, :word)", user);
            case Task.TellPostmortem _ -> set(channel, "postmortem_ts = :word", receipt);
            case Task.Pin _ -> set(channel, "pinned = :word is not null", receipt);
            case Task.Archive _ -> set(channel, "archived = :word is not null", receipt);
            case Task.Nothing _ -> settled(channel);
        };
    }

    private Mono<Void> set(IncidentChannel channel, String what, String word) {
        return database.sql("""
                        update incident_channel set %s, attempts = 0, claimed_until = null
                        where incident_id = :incident""".formatted(what.replace(":word", "cast(:word as text)")))
                .bind("word", word)
                .bind("incident", channel.incident().id().value())
                .then();
    }

    /** Unless the incident changed meanwhile. */
    private Mono<Void> settled(IncidentChannel channel) {
        return database.sql("""
                        update incident_channel set claimed_until = null, attempts = 0,
                            due_at = case when changes = :seen then null else due_at end
                        where incident_id = :incident""")
                .bind("seen", channel.changes())
                .bind("incident", channel.incident().id().value())
                .then();
    }

    Mono<Void> later(IncidentChannel channel, Duration delay) {
        return database.sql("""
                        update incident_channel set claimed_until = null, attempts = attempts + 1,
                            due_at = clock_timestamp() + :delay * interval '1 millisecond'
                        where incident_id = :incident""")
                .bind("delay", delay.toMillis())
                .bind("incident", channel.incident().id().value())
                .then();
    }

    Mono<Void> refused(IncidentChannel channel, String reason) {
        return database.sql("""
                        update incident_channel set claimed_until = null, due_at = null, failure = :reason
                        where incident_id = :incident""")
                .bind("reason", reason)
                .bind("incident", channel.incident().id().value())
                .then();
    }

    Mono<Long> retryRefused() {
        return database.sql("""
                        update incident_channel set due_at = clock_timestamp(), failure = null
                        where failure is not null""").fetch().rowsUpdated();
    }

    Mono<Boolean> isDue() {
        return database.sql("select exists (select from incident_channel where " + DUE + ") as due")
                .map(row -> Columns.required(row, "due", Boolean.class))
                .one();
    }

    /** How long until something is due; empty when nothing will be. */
    Mono<Duration> untilDue() {
        return database.sql("""
                        select ceil(extract(epoch from min(greatest(due_at, claimed_until)) - clock_timestamp()) * 1000)::bigint as millis
                        from incident_channel where due_at is not null having count(*) > 0""")
                .map(row -> Duration.ofMillis(Math.max(1, Columns.required(row, "millis", Long.class))))
                .one();
    }
}
