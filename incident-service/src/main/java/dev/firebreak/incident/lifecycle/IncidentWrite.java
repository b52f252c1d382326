package dev.firebreak.incident.lifecycle;

import dev.firebreak.eventlog.Entry;
import dev.firebreak.eventlog.EventLog;
import dev.firebreak.incident.lifecycle.IncidentStore.Stored;
import dev.firebreak.model.alert.AlertStatus;
import dev.firebreak.model.alert.Deployment;
import dev.firebreak.model.incident.AlertSummary;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.wire.Wire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/**
 * All that decisions on incidents change, in one statement whatever their number: a round trip costs more than the rows.
 *
 * @param moved locked by this transaction
 * @param words newest words on alerts, of incidents that are opened or locked
 * @param entries for the log, of those as well
 */
record IncidentWrite(
        List<Stored> opened, List<Stored> moved, Map<IncidentId, List<AlertSummary>> words, List<Entry> entries) {
    // Of an opening that another instance was faster with nothing is written.
    private static final String IS_WRITTEN = "not (%s = any(:ids)) or %s in (select id from opened)";

    static final String SQL = """
            with opened as (
                insert into incident (id, number, correlation_key, is_open, state, severity, system, service, suspect,
                    opened_at, resolved_at, updated_at, next_due_at, seq, snapshot, terms, escalation, testimony)
                select n.id, n.number, n.key, n.open, n.state, n.severity, n.system, n.service,
                    nullif(n.suspect, ''), n.opened_at,
                    cast(nullif(n.resolved_at, '') as timestamptz), n.updated_at,
                    cast(nullif(n.due_at, '') as timestamptz), n.seq, cast(n.snapshot as jsonb),
                    cast(n.terms as jsonb), cast(n.escalation as jsonb), cast(n.testimony as jsonb)
                from unnest(:ids, :numbers, :correlationKeys, :open, :states, :severities, :systems, :services, :suspects,
                    :openedAts, :resolvedAts, :updatedAts, :dueAts, :newestSeqs, :snapshots, :terms, :escalations,
                    :testimonies)
                    as n (id, number, key, open, state, severity, system, service, suspect, opened_at, resolved_at,
                        updated_at, due_at, seq, snapshot, terms, escalation, testimony)
                on conflict (correlation_key) where is_open do nothing returning id),
            moved as (
                update incident set is_open = n.open, state = n.state, severity = n.severity,
                    resolved_at = cast(nullif(n.resolved_at, '') as timestamptz), updated_at = n.updated_at,
                    next_due_at = cast(nullif(n.due_at, '') as timestamptz), seq = n.seq,
                    snapshot = cast(n.snapshot as jsonb), escalation = cast(n.escalation as jsonb),
                    testimony = cast(n.testimony as jsonb)
                from unnest(:movedIds, :movedOpen, :movedStates, :movedSeverities, :movedResolvedAts, :movedUpdatedAts,
                    :movedDueAts, :movedNewestSeqs, :movedSnapshots, :movedEscalations, :movedTestimonies)
                    as n (id, open, state, severity, resolved_at, updated_at, due_at, seq, snapshot, escalation, testimony)
                where incident.id = n.id),
            words as (
                insert into incident_alert (incident_id, fingerprint, is_firing, word)
                select w.id, w.fingerprint, w.is_firing, cast(w.word as jsonb)
                from unnest(:wordIds, :fingerprints, :firing, :words) as w (id, fingerprint, is_firing, word)
                where\s"""
            + IS_WRITTEN.formatted("w.id", "w.id")
            + """

                on conflict (incident_id, fingerprint) do update set is_firing = excluded.is_firing, word = excluded.word),
            logged as (
            """
            + EventLog.insertIf(IS_WRITTEN.formatted("subject_id", "subject_id"))
            + ") select id from opened";

    boolean isEmpty() {
        return opened.isEmpty() && moved.isEmpty() && words.isEmpty() && entries.isEmpty();
    }

    GenericExecuteSpec bind(GenericExecuteSpec sql) {
        GenericExecuteSpec spec = state(state(sql, opened, ""), moved, "moved")
                .bind("numbers", incidents(opened, Incident::number).toArray(Long[]::new))
                .bind(
                        "correlationKeys",
                        incidents(opened, Incident::correlationKey).toArray(String[]::new))
                .bind("systems", incidents(opened, Incident::system).toArray(String[]::new))
                .bind("services", incidents(opened, Incident::service).toArray(String[]::new))
                .bind("suspects", incidents(opened, IncidentWrite::suspect).toArray(String[]::new))
                .bind("openedAts", incidents(opened, Incident::openedAt).toArray(Instant[]::new))
                .bind("terms", json(opened, Dossier::terms));
        return EventLog.bind(words(spec), entries);
    }

    private static GenericExecuteSpec state(GenericExecuteSpec spec, List<Stored> all, String whose) {
        Function<String, String> name =
                word -> whose.isEmpty() ? word : whose + Character.toUpperCase(word.charAt(0)) + word.substring(1);
        return spec.bind(
                        name.apply("ids"), incidents(all, it -> it.id().value()).toArray(UUID[]::new))
                .bind(
                        name.apply("open"),
                        incidents(all, it -> it.state().isOpen()).toArray(Boolean[]::new))
                .bind(
                        name.apply("states"),
                        incidents(all, it -> it.state().word()).toArray(String[]::new))
                .bind(
                        name.apply("severities"),
                        incidents(all, it -> it.severity().word()).toArray(String[]::new))
                .bind(
                        name.apply("resolvedAts"),
                        incidents(all, it -> text(it.resolvedAt())).toArray(String[]::new))
                .bind(
                        name.apply("updatedAts"),
                        incidents(all, Incident::updatedAt).toArray(Instant[]::new))
                .bind(
                        name.apply("dueAts"),
                        all.stream()
                                .map(each -> text(each.dossier().nextDueAt().orElse(null)))
                                .toArray(String[]::new))
                .bind(name.apply("newestSeqs"), all.stream().map(Stored::seq).toArray(Long[]::new))
                .bind(name.apply("snapshots"), json(all, Dossier::incident))
                .bind(name.apply("escalations"), json(all, Dossier::escalation))
                .bind(name.apply("testimonies"), json(all, Dossier::testimony));
    }

    private GenericExecuteSpec words(GenericExecuteSpec spec) {
        List<UUID> ids = new ArrayList<>();
        List<AlertSummary> all = new ArrayList<>();
        words.forEach((id, some) -> some.forEach(word -> {
            ids.add(id.value());
            all.add(word);
        }));
        return spec.bind("wordIds", ids.toArray(UUID[]::new))
                .bind(
                        "fingerprints",
                        all.stream().map(AlertSummary::fingerprint).toArray(String[]::new))
                .bind(
                        "firing",
                        all.stream()
                                .map(word -> word.status() == AlertStatus.FIRING)
                                .toArray(Boolean[]::new))
                .bind("words", all.stream().map(Wire.JSON::writeValueAsString).toArray(String[]::new));
    }

    private static String suspect(Incident incident) {
        @Nullable Deployment suspect = incident.suspect();
        return suspect == null ? "" : suspect.id();
    }

    private static <T> Stream<T> incidents(List<Stored> all, Function<Incident, T> part) {
        return all.stream().map(each -> part.apply(each.dossier().incident()));
    }

    private static String[] json(List<Stored> all, Function<Dossier, Object> part) {
        return all.stream()
                .map(each -> Wire.JSON.writeValueAsString(part.apply(each.dossier())))
                .toArray(String[]::new);
    }

    private static String text(@Nullable Instant time) {
        return time == null ? "" : time.toString();
    }
}
