package dev.firebreak.notifier.slack;

import dev.firebreak.notifier.subject.Columns;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What single people are to be told. A word that comes too late helps nobody, so it is dropped then. */
class WhisperStore {
    private static final Duration USEFUL = Duration.ofMinutes(10);

    private final DatabaseClient database;

    WhisperStore(DatabaseClient database) {
        this.database = database;
    }

    /** @param channelId where the person has seen the card */
    record Due(String channelId, String userId, String text) {}

    Mono<Void> add(Whisper whisper) {
        return database.sql("""
                        insert into whisper (fact_id, incident_id, user_id, text) values (:fact, :incident, :user, :text)
                        on conflict do nothing""")
                .bind("fact", whisper.factId())
                .bind("incident", whisper.incidentId().value())
                .bind("user", whisper.userId())
                .bind("text", whisper.text())
                .then();
    }

    /** Takes them out: each is said at most once. Those of incidents without a card stay until they are old. */
    Flux<Due> take(int most) {
        return database.sql("delete from whisper where at < clock_timestamp() - :useful * interval '1 millisecond'")
                .bind("useful", USEFUL.toMillis())
                .then()
                .thenMany(database.sql("""
                        delete from whisper using (
                            select fact_id, (select min(channel_id) from card where card.incident_id = whisper.incident_id) as channel
                            from whisper order by at limit :most for update skip locked) due
                        where whisper.fact_id = due.fact_id and due.channel is not null
                        returning due.channel, user_id, text""")
                        .bind("most", most)
                        .map(row -> new Due(
                                Columns.required(row, "channel", String.class),
                                Columns.required(row, "user_id", String.class),
                                Columns.required(row, "text", String.class)))
                        .all());
    }

    Mono<Boolean> isWaiting() {
        return database.sql("""
                        select exists (select from whisper join card using (incident_id)
                            where channel_id is not null) as waiting""")
                .map(row -> Columns.required(row, "waiting", Boolean.class))
                .one();
    }
}
