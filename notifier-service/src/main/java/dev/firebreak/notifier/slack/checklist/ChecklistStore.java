package dev.firebreak.notifier.slack.checklist;

import dev.firebreak.catalog.runbook.Checklist;
import dev.firebreak.model.Ids;
import dev.firebreak.model.remediation.ChecklistFact;
import dev.firebreak.notifier.recurrence.Slots;
import dev.firebreak.notifier.slack.card.ChecklistRenderer;
import dev.firebreak.notifier.subject.Columns;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Posted lists in PostgreSQL. Every method belongs into a transaction of the caller's. */
class ChecklistStore {
    /** Whoever was asked to look and has not answered by then lost it. */
    private static final Duration ASK_AGAIN = Duration.ofMinutes(1);

    private static final Duration ASK_AT_MOST = Duration.ofMinutes(15);

    private final DatabaseClient database;

    ChecklistStore(DatabaseClient database) {
        this.database = database;
    }

    /** Up to where the list has been posted; one that is new begins now. */
    Mono<Instant> slot(Checklist checklist, Instant now) {
        return database.sql("""
                        with added as (insert into checklist (system, name, slot) values (:system, :name, :now)
                            on conflict do nothing returning slot)
                        select slot from added union all
                        select slot from checklist where system = :system and name = :name limit 1""")
                .bind("system", checklist.system())
                .bind("name", checklist.name())
                .bind("now", now)
                .map(row -> Columns.required(row, "slot", Instant.class))
                .one();
    }

    /** False when another instance was faster. */
    Mono<Boolean> claim(Checklist checklist, Instant slot) {
        return database.sql(
                        "update checklist set slot = :slot where system = :system and name = :name and slot < :slot")
                .bind("slot", slot)
                .bind("system", checklist.system())
                .bind("name", checklist.name())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Ends the lists before it. Answers them. */
    Flux<UUID> close(Checklist checklist, Instant now) {
        return database.sql("""
                        update checklist_post set closed_at = :now
                        where system = :system and name = :name and closed_at is null returning id""")
                .bind("now", now)
                .bind("system", checklist.system())
                .bind("name", checklist.name())
                .map(row -> Columns.required(row, "id", UUID.class))
                .all();
    }

    /** Items that stayed open on the list before keep the time since which they are open. */
    Mono<UUID> add(Checklist checklist, Slots.Due due, Instant now, @Nullable String lastWeek) {
        UUID id = Ids.next();
        List<Checklist.Item> items = checklist.items();
        return database.sql("""
                        insert into checklist_post (id, system, name, title, channels, due_at, posted_at, missed, last_week)
                        values (:id, :system, :name, :title, :channels, :due, :now, :missed, :lastWeek)""")
                .bind("id", id)
                .bind("system", checklist.system())
                .bind("name", checklist.name())
                .bind("title", checklist.title())
                .bind(
                        "channels",
                        checklist.post().stream().map(slack -> slack.channel()).toArray(String[]::new))
                .bind("due", due.at())
                .bind("now", now)
                .bind("missed", due.missed())
                .bind("lastWeek", Parameters.in(R2dbcType.VARCHAR, lastWeek))
                .then()
                .then(database.sql("""
                                insert into checklist_item (post_id, position, text, automatic, open_since)
                                select :id, item.position, item.text, item.automatic, coalesce((
                                    select before.open_since from checklist_item before
                                    where before.post_id = (select id from checklist_post
                                            where system = :system and name = :name and due_at < :due
                                            order by due_at desc limit 1)
                                        and before.text = item.text and before.ticked_at is null limit 1), :due)
                                from unnest(:texts, :automatic) with ordinality as item (text, automatic, position)""")
                        .bind("id", id)
                        .bind("system", checklist.system())
                        .bind("name", checklist.name())
                        .bind("due", due.at())
                        .bind("texts", items.stream().map(Checklist.Item::text).toArray(String[]::new))
                        .bind(
                                "automatic",
                                items.stream()
                                        .map(Checklist.CheckedItem.class::isInstance)
                                        .toArray(Boolean[]::new))
                        .then())
                .thenReturn(id);
    }

    /** How many lists there were in the time, and what became of their items; empty when there were none. */
    Mono<Week> week(Checklist checklist, Instant from, Instant to) {
        return database.sql("""
                        select count(distinct post.id)::int as lists, count(*)::int as items,
                            count(*) filter (where item.ticked_at is not null and item.automatic)::int as checked,
                            count(*) filter (where item.ticked_at is not null and not item.automatic)::int as done,
                            coalesce(array_agg(distinct item.text) filter (where item.text not in (
                                select other.text from checklist_item other join checklist_post of on of.id = other.post_id
                                where of.system = :system and of.name = :name and of.due_at >= :from and of.due_at < :to
                                    and other.ticked_at is not null)), '{}') as never
                        from checklist_post post join checklist_item item on item.post_id = post.id
                        where post.system = :system and post.name = :name and post.due_at >= :from and post.due_at < :to
                        having count(*) > 0""")
                .bind("system", checklist.system())
                .bind("name", checklist.name())
                .bind("from", from)
                .bind("to", to)
                .map(row -> new Week(
                        Columns.required(row, "lists", Integer.class),
                        Columns.required(row, "items", Integer.class),
                        Columns.required(row, "checked", Integer.class),
                        Columns.required(row, "done", Integer.class),
                        Arrays.asList(Columns.required(row, "never", String[].class))))
                .one();
    }

    /**
     * @param checked ticked by checks
     * @param done ticked by people
     * @param never items that were ticked on none of the lists
     */
    record Week(int lists, int items, int checked, int done, List<String> never) {
        String words() {
            String open = never.isEmpty() ? "" : "; never ticked: " + String.join(", ", never);
            return lists + (lists == 1 ? " list, " : " lists, ") + (checked + done) + " of " + items + " items ticked, "
                    + checked + " by checks and " + done + " by people" + open;
        }
    }

    /** Whether a list was posted in that time. */
    Mono<Boolean> isPostedBetween(Checklist checklist, Instant from, Instant to) {
        return database.sql("""
                        select exists (select from checklist_post
                            where system = :system and name = :name and due_at >= :from and due_at < :to) as posted""")
                .bind("system", checklist.system())
                .bind("name", checklist.name())
                .bind("from", from)
                .bind("to", to)
                .map(row -> Columns.required(row, "posted", Boolean.class))
                .one();
    }

    record Asked(UUID post, String system, String name) {}

    /** Lists whose checks nobody has been asked for, or not in vain for a while; they count as asked from now on. */
    Flux<Asked> toAsk(Instant now) {
        return database.sql("""
                        update checklist_post set asked_at = :now
                        where answered_at is null and closed_at is null and coalesce(again_at, posted_at) > :since
                            and (asked_at is null or asked_at < :before)
                            and exists (select from checklist_item where post_id = id and automatic)
                        returning id, system, name""")
                .bind("now", now)
                .bind("since", now.minus(ASK_AT_MOST))
                .bind("before", now.minus(ASK_AGAIN))
                .map(row -> new Asked(
                        Columns.required(row, "id", UUID.class),
                        Columns.required(row, "system", String.class),
                        Columns.required(row, "name", String.class)))
                .all();
    }

    /** Its checks are to be made once more; false when it is closed. */
    Mono<Boolean> askAgain(UUID post) {
        return changed(database.sql("""
                        update checklist_post set asked_at = null, answered_at = null, again_at = clock_timestamp()
                        where id = :id and closed_at is null and answered_at is not null""").bind("id", post));
    }

    /** What the checks saw. A tick stays, even when a later look is not good: it was good when the list was gone through. */
    Mono<Boolean> answer(ChecklistFact fact) {
        return changed(database.sql("""
                        update checklist_post set answered_at = :at where id = :id and closed_at is null""").bind("at", fact.occurredAt()).bind("id", fact.post()))
                .flatMap(isOpen -> Flux.fromIterable(isOpen ? fact.looks() : List.of())
                        .concatMap(look -> look(fact, look))
                        .then(Mono.just(isOpen)));
    }

    private Mono<Void> look(ChecklistFact fact, ChecklistFact.Look look) {
        return database.sql("""
                        update checklist_item set seen = :seen,
                            ticked_at = case when :ok then :at end, ticked_by = case when :ok then 'Firebreak' end
                        where post_id = :post and text = :text and automatic and ticked_at is null""")
                .bind("seen", look.summary())
                .bind("ok", look.ok())
                .bind("at", fact.occurredAt())
                .bind("post", fact.post())
                .bind("text", look.item())
                .then();
    }

    /** False when it was ticked already or the list is closed. */
    Mono<Boolean> tick(UUID post, int position, String by, Instant now) {
        return changed(database.sql("""
                        update checklist_item set ticked_at = :now, ticked_by = :by
                        where post_id = :post and position = :position and ticked_at is null and not automatic
                            and exists (select from checklist_post where id = :post and closed_at is null)""")
                .bind("now", now)
                .bind("by", by)
                .bind("post", post)
                .bind("position", position));
    }

    /** Locked until the transaction ends, so that what is shown is what stands here; empty when there is none. */
    Mono<Post> load(UUID id) {
        return database.sql("select * from checklist_post where id = :id for update")
                .bind("id", id)
                .map(row -> new Head(
                        Columns.required(row, "system", String.class),
                        Columns.required(row, "name", String.class),
                        Columns.required(row, "title", String.class),
                        Arrays.asList(Columns.required(row, "channels", String[].class)),
                        Columns.required(row, "due_at", Instant.class),
                        Columns.required(row, "posted_at", Instant.class),
                        Columns.required(row, "missed", Integer.class),
                        row.get("last_week", String.class),
                        row.get("answered_at", Instant.class) != null,
                        row.get("closed_at", Instant.class) != null))
                .one()
                .flatMap(head -> items(id).map(items -> head.with(id, items)));
    }

    private record Head(
            String system,
            String name,
            String title,
            List<String> channels,
            Instant dueAt,
            Instant postedAt,
            int missed,
            @Nullable String lastWeek,
            boolean answered,
            boolean closed) {
        Post with(UUID id, List<ChecklistRenderer.Item> items) {
            return new Post(
                    id,
                    system,
                    name,
                    channels,
                    new ChecklistRenderer.View(
                            id, system, title, dueAt, postedAt, missed, lastWeek, answered, closed, items));
        }
    }

    private Mono<List<ChecklistRenderer.Item>> items(UUID post) {
        return database.sql("select * from checklist_item where post_id = :post order by position")
                .bind("post", post)
                .map(ChecklistStore::item)
                .all()
                .collectList();
    }

    private static ChecklistRenderer.Item item(Readable row) {
        return new ChecklistRenderer.Item(
                Columns.required(row, "position", Integer.class),
                Columns.required(row, "text", String.class),
                Columns.required(row, "automatic", Boolean.class),
                Columns.required(row, "open_since", Instant.class),
                row.get("ticked_at", Instant.class),
                row.get("ticked_by", String.class),
                row.get("seen", String.class));
    }

    private static Mono<Boolean> changed(DatabaseClient.GenericExecuteSpec update) {
        return update.fetch().rowsUpdated().map(rows -> rows > 0);
    }
}
