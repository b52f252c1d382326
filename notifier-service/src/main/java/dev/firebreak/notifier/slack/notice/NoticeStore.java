package dev.firebreak.notifier.slack.notice;

import dev.firebreak.notifier.slack.SlackMessages.Place;
import dev.firebreak.notifier.slack.card.Card;
import dev.firebreak.notifier.subject.Columns;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Notices in PostgreSQL: what each should show, and whether it does. */
public class NoticeStore {
    /** Longer than a call can take, so that a claim that ran out means that its holder is gone. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final String DUE = """
            version > shown_version and due_at <= clock_timestamp()
                and (claimed_until is null or claimed_until < clock_timestamp())""";

    private final DatabaseClient database;

    NoticeStore(DatabaseClient database) {
        this.database = database;
    }

    /**
     * What the message should say from now on, in the caller's transaction.
     *
     * @param id the same for the same message
     * @param channel its name or id, or a person's id
     * @return the lane to wake once it is committed
     */
    public Mono<String> put(UUID id, String channel, Card card) {
        String lane = NoticeCourier.VENDOR + "/" + channel;
        return database.sql("""
                        insert into notice as known (id, lane, channel, text, blocks) values (:id, :lane, :channel, :text, :blocks)
                        on conflict (id) do update set text = excluded.text, blocks = excluded.blocks,
                            version = known.version + 1, failure = null
                        where (known.text, known.blocks) is distinct from (excluded.text, excluded.blocks)""")
                .bind("id", id)
                .bind("lane", lane)
                .bind("channel", channel)
                .bind("text", card.text())
                .bind("blocks", card.blocks())
                .then()
                .thenReturn(lane);
    }

    /** Nobody else works on them until the lease ends. */
    Flux<Notice> claim(String lane, int most) {
        return database.sql("""
                        update notice set fence = fence + 1, claimed_until = clock_timestamp() + :lease * interval '1 millisecond',
                            posting_since = case when notice.ts is null then coalesce(notice.posting_since, clock_timestamp()) end
                        from (select id, posting_since as before from notice where lane = :lane and %s
                            order by due_at limit :most for update skip locked) due
                        where notice.id = due.id
                        returning notice.id, channel, text, blocks, version, channel_id, ts, due.before, attempts, fence""".formatted(DUE))
                .bind("lease", LEASE.toMillis())
                .bind("lane", lane)
                .bind("most", most)
                .map(NoticeStore::notice)
                .all();
    }

    Mono<Void> shown(Notice notice, Place place) {
        return ended(notice, """
                        channel_id = :channel, ts = :ts, posting_since = null, attempts = 0, failure = null,
                            shown_version = greatest(shown_version, :version)""")
                .bind("channel", place.channelId())
                .bind("ts", place.ts())
                .bind("version", notice.version())
                .then();
    }

    /** A lost post was found again: what it shows is not known, so it is brought up to date next. */
    Mono<Void> found(Notice notice, Place place) {
        return ended(notice, "channel_id = :channel, ts = :ts, posting_since = null")
                .bind("channel", place.channelId())
                .bind("ts", place.ts())
                .then();
    }

    Mono<Void> later(Notice notice, Duration delay, boolean inDoubt) {
        return ended(notice, """
                        attempts = attempts + 1, due_at = clock_timestamp() + :delay * interval '1 millisecond',
                            posting_since = case when :doubt then posting_since end""")
                .bind("delay", delay.toMillis())
                .bind("doubt", inDoubt)
                .then();
    }

    Mono<Void> refused(Notice notice, String reason) {
        return ended(notice, "shown_version = :version, posting_since = null, failure = :reason")
                .bind("version", notice.version())
                .bind("reason", reason)
                .then();
    }

    private DatabaseClient.GenericExecuteSpec ended(Notice notice, String set) {
        return database.sql("update notice set claimed_until = null, " + set + " where id = :id and fence = :fence")
                .bind("id", notice.id())
                .bind("fence", notice.fence());
    }

    /** How long until something of the lane is due, zero when it is now; empty when nothing is. */
    Mono<Duration> untilDue(String lane) {
        return database.sql("""
                        select ceil(extract(epoch from min(greatest(due_at, claimed_until)) - clock_timestamp()) * 1000)::bigint as millis
                        from notice where lane = :lane and version > shown_version having count(*) > 0""")
                .bind("lane", lane)
                .map(row -> Duration.ofMillis(Math.max(0, Columns.required(row, "millis", Long.class))))
                .one();
    }

    /** What was given up is said again: somebody may have corrected what was wrong. */
    Mono<Long> retryFailed() {
        return database.sql("""
                        update notice set shown_version = version - 1, failure = null, due_at = clock_timestamp()
                        where failure is not null""").fetch().rowsUpdated();
    }

    Flux<String> lanesWithWork() {
        return database.sql("select distinct lane from notice where " + DUE)
                .map(row -> Columns.required(row, "lane", String.class))
                .all();
    }

    private static Notice notice(Readable row) {
        return new Notice(
                Columns.required(row, "id", UUID.class),
                Columns.required(row, "channel", String.class),
                new Card(Columns.required(row, "text", String.class), Columns.required(row, "blocks", String.class)),
                Columns.required(row, "version", Long.class),
                row.get("channel_id", String.class),
                row.get("ts", String.class),
                row.get("before", Instant.class),
                Columns.required(row, "attempts", Integer.class),
                Columns.required(row, "fence", Long.class));
    }
}
