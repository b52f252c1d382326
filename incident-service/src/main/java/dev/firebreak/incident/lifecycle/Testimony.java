package dev.firebreak.incident.lifecycle;

import dev.firebreak.incident.lifecycle.Statement.Kind;
import dev.firebreak.model.incident.Incident;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All that was said of an incident. Its standing is what follows from these statements in the order in which they were
 * said: in whatever order, however late and however often they arrive, the same statements make the same standing.
 *
 * @param origin where the kept statements begin from
 * @param sealedUntil what was said up to then is settled and part of {@code origin}; null when all is kept
 * @param statements in order
 * @param lastEndAt when the newest end of one of its alerts was heard; null before any
 * @param evidence what speaks for its level
 */
public record Testimony(
        Standing origin,
        @Nullable Instant sealedUntil,
        List<Statement> statements,
        @Nullable Instant lastEndAt,
        Evidence evidence) {
    /** Firings change nothing while it is open, so the newest are enough to know that it goes on. */
    static final int FIRINGS_KEPT = 12;

    private static final int OTHERS_KEPT = 48;

    public Testimony {
        statements = List.copyOf(statements);
        evidence = evidence == null ? Evidence.NONE : evidence;
    }

    static Testimony beginning(Instant heardAt) {
        return new Testimony(
                Standing.begun(heardAt, false), null, List.of(Statement.fired(heardAt)), null, Evidence.NONE);
    }

    /** Of an incident from before statements were kept: what its newest state tells of them. */
    static Testimony of(Incident incident, Instant startedAt) {
        Standing standing = new Standing(
                incident.state(),
                startedAt,
                incident.firingCount() == 0 && incident.resolvesAt() == null,
                incident.acknowledgedAt(),
                incident.acknowledgedBy(),
                incident.mitigatedAt(),
                incident.resolvedAt(),
                incident.resolvedBy(),
                incident.assignedTo());
        @Nullable Instant resolvedAt = incident.resolvedAt();
        return new Testimony(
                standing,
                resolvedAt == null ? startedAt : resolvedAt,
                List.of(),
                incident.resolvesAt() == null ? null : incident.updatedAt(),
                Evidence.NONE);
    }

    Standing standing() {
        Standing standing = origin;
        for (Statement statement : statements) {
            standing = standing.after(statement);
        }
        return standing;
    }

    /** Said before what is still kept: too late to change anything. */
    boolean isSealed(Instant at) {
        return sealedUntil != null && at.isBefore(sealedUntil);
    }

    /** The same when it was said before, or is too old to count. */
    Testimony with(Statement statement) {
        if (isSealed(statement.at()) || statements.contains(statement)) {
            return this;
        }
        SortedSet<Statement> all = new TreeSet<>(statements);
        all.add(statement);
        return kept(new ArrayList<>(all));
    }

    /** Something fires that was not known of: a conclusion from silence that was drawn after that was wrong. */
    Testimony withoutQuietAfter(Instant firedAt) {
        List<Statement> left = statements.stream()
                .filter(each -> each.kind() != Kind.QUIET || each.at().isBefore(firedAt))
                .toList();
        return left.size() == statements.size() ? this : new Testimony(origin, sealedUntil, left, lastEndAt, evidence);
    }

    Testimony endedAt(Instant heardAt) {
        return lastEndAt != null && !heardAt.isAfter(lastEndAt)
                ? this
                : new Testimony(origin, sealedUntil, statements, heardAt, evidence);
    }

    Testimony with(Evidence other) {
        return new Testimony(origin, sealedUntil, statements, lastEndAt, other);
    }

    /** The newest word from any alert; empty when none has ended yet, because then something still fires. */
    Optional<Instant> newestWordOfAlerts() {
        @Nullable Instant ended = lastEndAt;
        if (ended == null) {
            return Optional.empty();
        }
        return Optional.of(statements.stream()
                .filter(each -> each.kind().isByAlert())
                .map(Statement::at)
                .filter(at -> at.isAfter(ended))
                .max(Instant::compareTo)
                .orElse(ended));
    }

    private Testimony kept(List<Statement> all) {
        forgetOneFiring(all);
        if (all.size() <= FIRINGS_KEPT + OTHERS_KEPT) {
            return new Testimony(origin, sealedUntil, all, lastEndAt, evidence);
        }
        List<Statement> settled = all.subList(0, OTHERS_KEPT / 2);
        Standing then = new Testimony(origin, sealedUntil, settled, lastEndAt, evidence).standing();
        return new Testimony(
                then, settled.getLast().at(), all.subList(settled.size(), all.size()), lastEndAt, evidence);
    }

    /** Never one that follows something else than a firing: it may have begun a run. */
    private static void forgetOneFiring(List<Statement> all) {
        long firings = all.stream().filter(each -> each.kind().isByAlert()).count();
        for (int i = 1; i < all.size() && firings > FIRINGS_KEPT; i++) {
            if (all.get(i).kind() == Kind.FIRED && all.get(i - 1).kind().isByAlert()) {
                all.remove(i);
                return;
            }
        }
    }
}
