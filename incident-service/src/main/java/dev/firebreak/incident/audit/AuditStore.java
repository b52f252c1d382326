package dev.firebreak.incident.audit;

import dev.firebreak.incident.audit.AuditEntry.Kind;
import dev.firebreak.model.Actor;
import dev.firebreak.model.wire.Wire;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The entries in PostgreSQL. */
@Component
class AuditStore {
    private final DatabaseClient database;

    AuditStore(DatabaseClient database) {
        this.database = database;
    }

    /** Answers the number of the newest of them; empty when there are none. */
    Mono<Long> add(List<AuditEntry> entries) {
        if (entries.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                        insert into audit_entry (at, kind, actor, address, method, path, status, detail)
                        select e.at, e.kind, cast(nullif(e.actor, '') as jsonb), e.address, e.method, e.path,
                            nullif(e.status, 0), nullif(e.detail, '')
                        from unnest(:ats, :kinds, :actors, :addresses, :methods, :paths, :statuses, :details)
                            as e (at, kind, actor, address, method, path, status, detail)
                        returning number""")
                .bind("ats", entries.stream().map(AuditEntry::at).toArray(Instant[]::new))
                .bind("kinds", column(entries, entry -> entry.kind().word()))
                .bind(
                        "actors",
                        column(
                                entries,
                                entry -> entry.actor() == null ? "" : Wire.JSON.writeValueAsString(entry.actor())))
                .bind("addresses", column(entries, AuditEntry::address))
                .bind("methods", column(entries, AuditEntry::method))
                .bind("paths", column(entries, AuditEntry::path))
                .bind(
                        "statuses",
                        entries.stream()
                                .map(entry -> Objects.requireNonNullElse(entry.status(), 0))
                                .toArray(Integer[]::new))
                .bind("details", column(entries, entry -> Objects.requireNonNullElse(entry.detail(), "")))
                .map(row -> Objects.requireNonNull(row.get("number", Long.class)))
                .all()
                .reduce(Math::max);
    }

    Mono<Void> finished(long number, int status) {
        return database.sql("update audit_entry set status = :status where number = :number")
                .bind("status", status)
                .bind("number", number)
                .then();
    }

    /** Newest first. */
    Mono<List<AuditEntry>> list(AuditQuery query) {
        StringBuilder sql = new StringBuilder("select number, at, kind, actor::text as actor, address, method, path,"
                + " status, detail from audit_entry where number < :before");
        query.conditions().forEach(sql::append);
        sql.append(" order by number desc limit :limit");
        GenericExecuteSpec spec =
                database.sql(sql.toString()).bind("before", query.before()).bind("limit", query.limit() + 1);
        for (Map.Entry<String, Object> value : query.values().entrySet()) {
            spec = spec.bind(value.getKey(), value.getValue());
        }
        return spec.map(AuditStore::entry).all().collectList();
    }

    Mono<Long> forgetOlderThan(Duration age) {
        return database.sql("delete from audit_entry where at < clock_timestamp() - make_interval(secs => :seconds)")
                .bind("seconds", (double) age.toSeconds())
                .fetch()
                .rowsUpdated();
    }

    private static String[] column(List<AuditEntry> entries, Function<AuditEntry, String> value) {
        return entries.stream().map(value).toArray(String[]::new);
    }

    private static AuditEntry entry(Readable row) {
        @Nullable String actor = row.get("actor", String.class);
        return new AuditEntry(
                Objects.requireNonNull(row.get("number", Long.class)),
                Objects.requireNonNull(row.get("at", Instant.class)),
                Kind.parse(text(row, "kind")),
                actor == null ? null : Wire.JSON.readValue(actor, Actor.class),
                text(row, "address"),
                text(row, "method"),
                text(row, "path"),
                row.get("status", Integer.class),
                row.get("detail", String.class));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
