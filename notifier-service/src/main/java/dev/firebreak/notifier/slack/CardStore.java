package dev.firebreak.notifier.slack;

import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.notifier.obligation.ObligationStore;
import dev.firebreak.notifier.subject.Columns;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Cards in PostgreSQL for those who bring them up to date: what is due, what it shows, and who is at it. */
class CardStore {
    /** Longer than a call can take, so that a claim that ran out means that its holder is gone. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final String CARD_DUE =
            "wanted_version > handled_version and greatest(due_at, rests_until) <= clock_timestamp()";
    private static final String NEW_DUE = "urgency = 0 and ts is null and posting_since is null and " + CARD_DUE;
    private static final String LINES_DUE =
            "ts is not null and lines_wanted > lines_done and reply_due_at <= clock_timestamp()";
    private static final String FREE = "(claimed_until is null or claimed_until < clock_timestamp())";

    private final DatabaseClient database;

    CardStore(DatabaseClient database) {
        this.database = database;
    }

    /** What is due, locked: cards before threads, the most urgent first. */
    Mono<List<CardRow>> mostUrgent(String lane, int most) {
        return locked("true", CARD_DUE, "urgency, severity, waiting_since", lane, most)
                .flatMap(cards -> cards.isEmpty()
                        ? locked(
                                "false",
                                LINES_DUE + " and not (" + CARD_DUE + ")",
                                "severity, waiting_since",
                                lane,
                                most)
                        : Mono.just(cards));
    }

    /**
     * Cards that nobody has been told of yet.
     *
     * @param heldOver those of them that waited until quiet hours were over
     */
    record New(int waiting, int heldOver) {}

    /** Counted up to {@code most}. */
    Mono<New> countNew(String lane, int most) {
        return database.sql(
                        "select count(*)::int as waiting, count(held_until)::int as held from (select held_until from card where lane = :lane and %s and %s limit :most) new"
                                .formatted(NEW_DUE, FREE))
                .bind("lane", lane)
                .bind("most", most)
                .map(row -> new New(
                        Columns.required(row, "waiting", Integer.class), Columns.required(row, "held", Integer.class)))
                .one();
    }

    /** Those, locked, the worst first. */
    Mono<List<CardRow>> newOnes(String lane, int most) {
        return locked("true", NEW_DUE, "urgency, severity, waiting_since", lane, most);
    }

    /** Those of them that waited until quiet hours were over. */
    Mono<List<CardRow>> heldOver(String lane, int most) {
        return locked("true", "held_until is not null and " + NEW_DUE, "urgency, severity, waiting_since", lane, most);
    }

    /**
     * Named with others: their own cards may wait for everything that somebody acts on. Locked in the intake's order, so
     * that the two do not wait for each other in a circle.
     *
     * @return what the message told, of those whose claim was still the newest
     */
    Flux<ObligationStore.Told> named(List<BundleCall.Named> named) {
        return database.sql("""
                        with mine as (
                            select card.incident_id, card.receiver, n.version, n.final
                            from unnest(:incidents, :receivers, :fences, :versions, :finals)
                                as n (incident, receiver, fence, version, final)
                            join card on card.incident_id = n.incident and card.receiver = n.receiver and card.fence = n.fence
                            order by card.incident_id, card.receiver for update of card)
                        update card set urgency = :urgency, claimed_until = null, attempts = 0,
                            handled_version = case when mine.final then greatest(handled_version, mine.version) else handled_version end
                        from mine where card.incident_id = mine.incident_id and card.receiver = mine.receiver
                        returning card.incident_id, card.receiver, mine.version""")
                .bind("urgency", Urgency.COUNTS.rank())
                .bind(
                        "incidents",
                        named.stream()
                                .map(one -> one.row().incidentId().value())
                                .toArray(UUID[]::new))
                .bind(
                        "receivers",
                        named.stream().map(one -> one.row().receiver()).toArray(String[]::new))
                .bind("fences", named.stream().map(one -> one.row().fence()).toArray(Long[]::new))
                .bind("versions", named.stream().map(BundleCall.Named::version).toArray(Long[]::new))
                .bind("finals", named.stream().map(BundleCall.Named::isAll).toArray(Boolean[]::new))
                .map(row -> new ObligationStore.Told(
                        new IncidentId(Columns.required(row, "incident_id", UUID.class)),
                        Columns.required(row, "receiver", String.class),
                        Columns.required(row, "version", Long.class)))
                .all();
    }

    private Mono<List<CardRow>> locked(String isCard, String due, String order, String lane, int most) {
        return database.sql("""
                        select *, %s as card_due from card where lane = :lane and %s and %s
                        order by %s limit :most for update skip locked""".formatted(isCard, due, FREE, order))
                .bind("lane", lane)
                .bind("most", most)
                .map(CardStore::row)
                .all()
                .collectList();
    }

    /** How long until something of the lane is due, zero when it is now; empty when nothing is. */
    Mono<Duration> untilDue(String lane) {
        return database.sql("""
                        select ceil(extract(epoch from min(at) - clock_timestamp()) * 1000)::bigint as millis from (
                            select greatest(due_at, rests_until, claimed_until) as at from card
                                where lane = :lane and wanted_version > handled_version
                            union all
                            select greatest(reply_due_at, claimed_until) from card
                                where lane = :lane and ts is not null and lines_wanted > lines_done) waiting
                        having min(at) is not null""")
                .bind("lane", lane)
                .map(row -> Duration.ofMillis(Math.max(0, Columns.required(row, "millis", Long.class))))
                .one();
    }

    Flux<String> lanesWithWork() {
        return database.sql("""
                        select lane from card where %1$s and %3$s union select lane from card where %2$s and %3$s""".formatted(CARD_DUE, LINES_DUE, FREE))
                .map(row -> Columns.required(row, "lane", String.class))
                .all();
    }

    /** Nobody else works on them until the lease ends. Their rows must be locked. */
    Mono<Void> claim(List<Claim> claims) {
        return database.sql("""
                        update card set fence = fence + 1, claimed_until = clock_timestamp() + :lease * interval '1 millisecond',
                            posting_since = case when c.posting then coalesce(posting_since, clock_timestamp()) else posting_since end
                        from unnest(:incidents, :receivers, :posting) as c (incident, receiver, posting)
                        where card.incident_id = c.incident and card.receiver = c.receiver""")
                .bind("lease", LEASE.toMillis())
                .bind(
                        "incidents",
                        claims.stream()
                                .map(claim -> claim.row().incidentId().value())
                                .toArray(UUID[]::new))
                .bind(
                        "receivers",
                        claims.stream().map(claim -> claim.row().receiver()).toArray(String[]::new))
                .bind("posting", claims.stream().map(Claim::isPosting).toArray(Boolean[]::new))
                .then();
    }

    record Claim(CardRow row, boolean isPosting) {}

    /**
     * @param rest how long nothing but the thread changes again
     * @return true when this claim was still the newest
     */
    Mono<Boolean> shown(CardRow row, long version, String hash, SlackMessages.Place place, Duration rest) {
        return changed(database.sql("""
                        update card set channel_id = :channel, ts = :ts, posted_hash = :hash, posting_since = null,
                            handled_version = greatest(handled_version, :version), attempts = 0, failure = null, claimed_until = null,
                            urgency = :urgency, rests_until = clock_timestamp() + :rest * interval '1 millisecond'
                        where incident_id = :incident and receiver = :receiver and fence = :fence""")
                .bind("channel", place.channelId())
                .bind("ts", place.ts())
                .bind("hash", hash)
                .bind("version", version)
                .bind("urgency", Urgency.COUNTS.rank())
                .bind("rest", rest.toMillis())
                .bind("incident", row.incidentId().value())
                .bind("receiver", row.receiver())
                .bind("fence", row.fence()));
    }

    /** A lost card was found again: what it shows is not known, so it is brought up to date next. */
    Mono<Boolean> found(CardRow row, SlackMessages.Place place) {
        return changed(database.sql("""
                        update card set channel_id = :channel, ts = :ts, posted_hash = null, posting_since = null, claimed_until = null
                        where incident_id = :incident and receiver = :receiver and fence = :fence""")
                .bind("channel", place.channelId())
                .bind("ts", place.ts())
                .bind("incident", row.incidentId().value())
                .bind("receiver", row.receiver())
                .bind("fence", row.fence()));
    }

    /** Somebody deleted it: the next change is posted anew. */
    Mono<Boolean> gone(CardRow row) {
        return changed(database.sql("""
                        update card set ts = null, posted_hash = null, claimed_until = null
                        where incident_id = :incident and receiver = :receiver and fence = :fence""")
                .bind("incident", row.incidentId().value())
                .bind("receiver", row.receiver())
                .bind("fence", row.fence()));
    }

    /**
     * @param failed tries so far; what is above 0 keeps its time of the next try when the subject changes
     * @param inDoubt true when it may have arrived, so that the next try looks first
     */
    Mono<Boolean> later(CardRow row, int failed, Duration delay, boolean inDoubt) {
        return changed(database.sql("""
                        update card set attempts = :failed, claimed_until = null,
                            due_at = clock_timestamp() + :delay * interval '1 millisecond',
                            reply_due_at = clock_timestamp() + :delay * interval '1 millisecond',
                            posting_since = case when :doubt then posting_since else null end
                        where incident_id = :incident and receiver = :receiver and fence = :fence""")
                .bind("failed", failed)
                .bind("delay", delay.toMillis())
                .bind("doubt", inDoubt)
                .bind("incident", row.incidentId().value())
                .bind("receiver", row.receiver())
                .bind("fence", row.fence()));
    }

    /** Given up as things are; the next change tries again, and so does {@link #retryFailed}. */
    Mono<Boolean> refused(CardRow row, long version, String reason) {
        return changed(database.sql("""
                        update card set handled_version = greatest(handled_version, :version), failure = :reason, claimed_until = null,
                            posting_since = null, attempts = 0
                        where incident_id = :incident and receiver = :receiver and fence = :fence""")
                .bind("version", version)
                .bind("reason", reason)
                .bind("incident", row.incidentId().value())
                .bind("receiver", row.receiver())
                .bind("fence", row.fence()));
    }

    /** Cards of open incidents that were given up: somebody may have corrected what was wrong. */
    Mono<Long> retryFailed() {
        return database.sql("""
                        update card set handled_version = 0, due_at = clock_timestamp(), failure = null
                        where failure is not null and claimed_until is null
                          and incident_id in (select incident_id from subject where open)""").fetch().rowsUpdated();
    }

    private static Mono<Boolean> changed(DatabaseClient.GenericExecuteSpec update) {
        return update.fetch().rowsUpdated().map(rows -> rows > 0);
    }

    private static CardRow row(Readable row) {
        return new CardRow(
                new IncidentId(Columns.required(row, "incident_id", UUID.class)),
                Columns.required(row, "receiver", String.class),
                Columns.required(row, "lane", String.class),
                Columns.required(row, "channel", String.class),
                row.get("channel_id", String.class),
                row.get("ts", String.class),
                row.get("posted_hash", String.class),
                Columns.required(row, "card_due", Boolean.class),
                row.get("posting_since", Instant.class),
                Columns.required(row, "attempts", Integer.class),
                Columns.required(row, "fence", Long.class));
    }
}
