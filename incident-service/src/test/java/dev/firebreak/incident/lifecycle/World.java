package dev.firebreak.incident.lifecycle;

import static dev.firebreak.incident.Alerts.NOON;

import dev.firebreak.incident.Alerts;
import dev.firebreak.incident.deployment.LiveDeployments;
import dev.firebreak.incident.lifecycle.AlertIntake.Taken;
import dev.firebreak.incident.lifecycle.AlertStanding.Incoming;
import dev.firebreak.incident.lifecycle.Regrouping.Both;
import dev.firebreak.incident.lifecycle.Regrouping.Halves;
import dev.firebreak.incident.lifecycle.Regrouping.Merged;
import dev.firebreak.incident.lifecycle.Regrouping.Moving;
import dev.firebreak.incident.lifecycle.Regrouping.Wish;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertStatus;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.AlertSummary;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.incident.IncidentRef;
import dev.firebreak.model.incident.IncidentState;
import dev.firebreak.model.remediation.RemediationFact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The shell around the decisions, in memory: one transaction a message, which a crash may hit at each boundary. */
final class World {
    /** Where the process dies. What was not committed is gone, what was not acknowledged comes again. */
    enum Crash {
        NONE,
        BEFORE_DECISION,
        BEFORE_COMMIT,
        AFTER_COMMIT
    }

    /** Bugs of the shell, planted to see that they are found. */
    enum Fault {
        NONE,
        FORGETS_THE_INBOX,
        WRITES_THE_LOG_BEFORE_THE_COMMIT,
        WRITES_THE_WORDS_AFTER_THE_COMMIT,
        FORGETS_WHERE_A_MERGED_ONE_GOES_ON,
        FORGETS_WHAT_WAS_SPLIT_OFF,
        MARKS_AS_SENT_BEFORE_SENDING
    }

    record Row(Dossier dossier, Map<String, AlertSummary> words, List<Decision.Entry> log) {
        Incident incident() {
            return dossier.incident();
        }
    }

    /** @param into where to merge it; null to split off {@code fingerprint} */
    record Regroup(IncidentId incident, @Nullable IncidentId into, String fingerprint) {}

    /** One of {@code alert}, {@code command}, {@code fact} and {@code regroup} is there. */
    record Message(
            String id,
            @Nullable Alert alert,
            Command.@Nullable ForIncident command,
            @Nullable RemediationFact fact,
            @Nullable Regroup regroup) {}

    /** @param before null when it was just opened */
    record Committed(
            @Nullable Row before,
            Decision decision,
            Row after,
            @Nullable Message cause,
            List<AlertOutcome> outcomes,
            @Nullable Long rival,
            Instant now) {}

    private final Core core;
    private final Fault fault;
    private final Invariants invariants;
    private final Map<IncidentId, Row> rows = new LinkedHashMap<>();
    private final Map<String, IncidentId> splits = new HashMap<>();
    private final Set<String> inbox = new HashSet<>();
    private final Map<IncidentId, Integer> sent = new HashMap<>();
    private final Map<IncidentId, Incident> reader = new HashMap<>();
    private long numbers;

    World(Core core, Fault fault, Invariants invariants) {
        this.core = core;
        this.fault = fault;
        this.invariants = invariants;
    }

    Collection<Row> rows() {
        return rows.values();
    }

    Map<IncidentId, Incident> reader() {
        return reader;
    }

    /** False when it comes again. */
    boolean deliver(Message message, Instant now, Crash crash) {
        if (crash == Crash.BEFORE_DECISION) {
            return false;
        }
        if (!inbox.contains(message.id())) {
            if (!handle(message, now, crash)) {
                return false;
            }
            if (fault != Fault.FORGETS_THE_INBOX) {
                inbox.add(message.id());
            }
        }
        return crash != Crash.AFTER_COMMIT;
    }

    private boolean handle(Message message, Instant now, Crash crash) {
        if (message.alert() != null) {
            return alert(message, message.alert(), now, crash);
        }
        if (message.regroup() != null) {
            inbox.remove(message.id()); // asked for over HTTP: a repeat must find that it was done
            return regroup(message, message.regroup(), now, crash);
        }
        Command.ForIncident command = message.command();
        if (command != null) {
            Row row = Objects.requireNonNull(rows.get(command.incidentId()));
            @Nullable Long rival = row.incident().state().isOpen() ? null : rivalOf(row);
            Decision decision = core.ask(row.dossier(), command, rival, now);
            return commit(row, decision, List.of(), message, List.of(), rival, now, crash);
        }
        RemediationFact fact = Objects.requireNonNull(message.fact());
        Row row = Objects.requireNonNull(rows.get(fact.remediation().incidentId()));
        Decision decision = core.hear(row.dossier(), fact, false, now);
        return commit(row, decision, List.of(), message, List.of(), null, now, crash);
    }

    private boolean alert(Message message, Alert alert, Instant now, Crash crash) {
        if (alert.isFiring()) {
            Ruling ruling = Dossiers.ruling(alert);
            List<Incoming> incoming = List.of(new Incoming(alert, ruling));
            Instant resolvedSince = now.minus(ruling.terms().reopenWithin());
            Optional<Row> found =
                    splitOff(alert, resolvedSince).or(() -> byKey(ruling.correlationKey(), resolvedSince));
            if (found.isPresent()) {
                return join(found.get(), incoming, message, now, crash);
            }
            Opening opening = new Opening(
                    new IncidentId(new UUID(0, ++numbers)), numbers, ruling, alert, LiveDeployments.UNKNOWN, List.of());
            Taken taken = core.open(opening, incoming, now);
            return commit(null, taken.decision(), taken.words(), message, taken.outcomes(), null, now, crash);
        }
        boolean done = true;
        for (Row row : List.copyOf(rows.values())) {
            @Nullable AlertSummary word = row.words().get(alert.fingerprint());
            if (word != null && word.status() == AlertStatus.FIRING) {
                done &= join(row, List.of(new Incoming(alert, null)), message, now, crash);
            }
        }
        return done;
    }

    private boolean join(Row row, List<Incoming> alerts, Message message, Instant now, Crash crash) {
        Taken taken = core.join(row.dossier(), alerts, row.words(), now);
        return commit(row, taken.decision(), taken.words(), message, taken.outcomes(), null, now, crash);
    }

    private Optional<Row> splitOff(Alert alert, Instant resolvedSince) {
        return Optional.ofNullable(splits.get(alert.fingerprint()))
                .filter(_ -> fault != Fault.FORGETS_WHAT_WAS_SPLIT_OFF)
                .map(id -> goesOn(Objects.requireNonNull(rows.get(id))))
                .filter(row -> row.incident().state() != IncidentState.CLOSED)
                .filter(row -> !resolvedAt(row).isBefore(resolvedSince))
                .filter(row -> row.incident().state().isOpen() || rivalOf(row) == null)
                .filter(row -> !firesInAnother(row, alert.fingerprint()));
    }

    private boolean firesInAnother(Row row, String fingerprint) {
        return rows.values().stream()
                .filter(other -> other.incident().state().isOpen()
                        && !other.incident().id().equals(row.incident().id()))
                .map(other -> other.words().get(fingerprint))
                .anyMatch(word -> word != null && word.status() == AlertStatus.FIRING);
    }

    private Optional<Row> byKey(String key, Instant resolvedSince) {
        return rows.values().stream()
                .filter(row -> row.incident().correlationKey().equals(key))
                .map(row -> fault == Fault.FORGETS_WHERE_A_MERGED_ONE_GOES_ON ? row : goesOn(row))
                .filter(row -> row.incident().mergedInto() == null)
                .filter(row -> row.incident().state().isOpen() || rivalOf(row) == null)
                .filter(row -> !resolvedAt(row).isBefore(resolvedSince))
                .max(Comparator.comparing(World::resolvedAt)
                        .thenComparing(row -> row.incident().correlationKey().equals(key)))
                .filter(row -> row.incident().state() != IncidentState.CLOSED);
    }

    private Row goesOn(Row row) {
        @Nullable IncidentRef mergedInto = row.incident().mergedInto();
        return mergedInto == null ? row : goesOn(Objects.requireNonNull(rows.get(mergedInto.id())));
    }

    private boolean regroup(Message message, Regroup wanted, Instant now, Crash crash) {
        Row row = Objects.requireNonNull(rows.get(wanted.incident()));
        Wish wish = new Wish(Dossiers.ADA, "looked at it");
        @Nullable IncidentId into = wanted.into();
        return into == null
                ? split(row, wanted.fingerprint(), message, wish, now, crash)
                : merge(row, Objects.requireNonNull(rows.get(into)), message, wish, now, crash);
    }

    private boolean merge(Row source, Row target, Message message, Wish wish, Instant now, Crash crash) {
        @Nullable Long rival = source.incident().state().isOpen() ? null : rivalOf(source);
        if (Regrouping.againstMerging(source.incident(), target.incident(), rival)
                .isPresent()) {
            return true;
        }
        List<Both> both = source.words().entrySet().stream()
                .filter(word -> target.words().containsKey(word.getKey()))
                .map(word -> new Both(
                        word.getValue(), Objects.requireNonNull(target.words().get(word.getKey()))))
                .toList();
        Moving moving = new Moving(source.words().size(), both);
        Merged merged = core.merge(source.dossier(), target.dossier(), moving, wish, now);
        List<AlertSummary> words = new ArrayList<>(source.words().values());
        words.removeIf(word -> target.words().containsKey(word.fingerprint()));
        words.addAll(merged.words());
        Row emptied = new Row(source.dossier(), Map.of(), source.log());
        return commit(emptied, merged.source(), List.of(), message, List.of(), null, now, crash)
                && commit(target, merged.target(), words, message, List.of(), null, now, crash);
    }

    private boolean split(Row whole, String fingerprint, Message message, Wish wish, Instant now, Crash crash) {
        Set<String> asked = Set.of(fingerprint);
        Set<String> found = whole.words().containsKey(fingerprint) ? asked : Set.of();
        if (Regrouping.againstSplitting(
                        whole.incident(), asked, found, whole.words().size())
                .isPresent()) {
            return true;
        }
        List<AlertSummary> leaving =
                List.of(Objects.requireNonNull(whole.words().get(fingerprint)));
        Offspring offspring = new Offspring(new IncidentId(new UUID(0, ++numbers)), numbers, null);
        Halves halves = core.split(whole.dossier(), leaving, offspring, wish, now);
        Map<String, AlertSummary> staying = new HashMap<>(whole.words());
        staying.remove(fingerprint);
        Row rest = new Row(whole.dossier(), staying, whole.log());
        boolean done = commit(rest, halves.from(), List.of(), message, List.of(), null, now, crash)
                && commit(null, halves.opened(), leaving, message, List.of(), null, now, crash);
        if (done) {
            splits.put(fingerprint, offspring.id());
        }
        return done;
    }

    /** The open one counts as resolved last. */
    private static Instant resolvedAt(Row row) {
        @Nullable Instant resolvedAt = row.incident().resolvedAt();
        return resolvedAt == null ? Instant.MAX : resolvedAt;
    }

    private @Nullable Long rivalOf(Row row) {
        return rows.values().stream()
                .map(Row::incident)
                .filter(other -> other.state().isOpen()
                        && !other.id().equals(row.incident().id()))
                .filter(other -> keysOf(row.incident()).anyMatch(key -> hasKey(other, key)))
                .map(Incident::number)
                .findFirst()
                .orElse(null);
    }

    private boolean hasKey(Incident open, String key) {
        return keysOf(open).anyMatch(key::equals);
    }

    /** Its own, and those of what was merged into it. */
    private Stream<String> keysOf(Incident incident) {
        return rows.values().stream()
                .filter(each -> goesOn(each).incident().id().equals(incident.id()))
                .map(each -> each.incident().correlationKey());
    }

    /** All whose time has come, one after another. */
    void tick(Instant now, Crash crash) {
        for (Row row : List.copyOf(rows.values())) {
            if (row.dossier().nextDueAt().filter(due -> !due.isAfter(now)).isPresent()) {
                commit(row, core.tick(row.dossier(), now), List.of(), null, List.of(), null, now, crash);
            }
        }
    }

    private boolean commit(
            @Nullable Row before,
            Decision decision,
            List<AlertSummary> words,
            @Nullable Message cause,
            List<AlertOutcome> outcomes,
            @Nullable Long rival,
            Instant now,
            Crash crash) {
        List<Decision.Entry> log = before == null ? new ArrayList<>() : before.log();
        if (fault != Fault.WRITES_THE_LOG_BEFORE_THE_COMMIT) {
            log = new ArrayList<>(log);
        }
        log.addAll(decision.entries());
        if (crash == Crash.BEFORE_DECISION || crash == Crash.BEFORE_COMMIT) {
            return false;
        }
        Map<String, AlertSummary> kept = new HashMap<>(before == null ? Map.of() : before.words());
        if (fault != Fault.WRITES_THE_WORDS_AFTER_THE_COMMIT || crash != Crash.AFTER_COMMIT) {
            words.forEach(word -> kept.put(word.fingerprint(), word));
        }
        Row after = new Row(decision.dossier(), kept, log);
        rows.put(after.incident().id(), after);
        invariants.hold(new Committed(before, decision, after, cause, outcomes, rival, now), rows.values());
        return true;
    }

    /** Sends what was not sent yet, in order; a reader that has it already drops it. */
    void relay(Crash crash) {
        rows.forEach((id, row) -> {
            for (int i = sent.getOrDefault(id, 0); i < row.log().size(); i++) {
                if (fault == Fault.MARKS_AS_SENT_BEFORE_SENDING) {
                    sent.put(id, i + 1);
                }
                if (crash == Crash.BEFORE_COMMIT) {
                    return;
                }
                reader.put(id, row.log().get(i).incident());
                if (crash == Crash.AFTER_COMMIT) {
                    return;
                }
                sent.put(id, i + 1);
            }
        });
    }

    static final Instant BEGINNING = NOON;
    static final Duration LONG = Duration.ofHours(2);

    static Alerts down(String service, String fingerprint) {
        return Alerts.firing("HealthCheckFailed", service).fingerprint(service + "-" + fingerprint);
    }
}
