package dev.firebreak.eventlog;

import dev.firebreak.model.Actor;
import dev.firebreak.model.alert.Signal;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.notification.NotificationFact;
import dev.firebreak.model.remediation.AutomationFact;
import dev.firebreak.model.remediation.BoundsFact;
import dev.firebreak.model.remediation.ChecklistFact;
import dev.firebreak.model.remediation.DryRunFact;
import dev.firebreak.model.remediation.RemediationFact;
import dev.firebreak.model.wire.Wire;
import dev.firebreak.model.wire.WireMessage;
import java.time.Instant;
import java.util.UUID;

/**
 * A fact to append.
 *
 * @param subjectId what the fact is about; order on Kafka holds within it
 * @param seq counts up from 1 within the subject
 * @param catalogVersion what the decision was made with; empty when no catalogue took part
 * @param isTold whether it goes to Kafka; else it is only kept, for what others told already
 */
public record Entry(
        UUID subjectId,
        long seq,
        Instant occurredAt,
        Actor actor,
        String catalogVersion,
        WireMessage message,
        boolean isTold) {
    private static final String NO_CATALOG = "";

    public static Entry of(IncidentFact fact) {
        return new Entry(
                fact.incident().id().value(),
                fact.seq(),
                fact.occurredAt(),
                fact.actor(),
                fact.catalogVersion(),
                Wire.of(fact),
                true);
    }

    public static Entry of(RemediationFact fact) {
        return new Entry(
                fact.remediation().id().value(),
                fact.seq(),
                fact.occurredAt(),
                fact.actor(),
                fact.catalogVersion(),
                Wire.of(fact),
                true);
    }

    /** Alone in its sequence. */
    public static Entry of(AutomationFact fact) {
        return new Entry(fact.id().value(), 1, fact.occurredAt(), fact.actor(), NO_CATALOG, Wire.of(fact), true);
    }

    /** Alone in its sequence. */
    public static Entry of(DryRunFact fact) {
        return new Entry(
                fact.id().value(),
                1,
                fact.occurredAt(),
                fact.actor(),
                fact.report().catalogVersion(),
                Wire.of(fact),
                true);
    }

    /** Alone in its sequence. */
    public static Entry of(BoundsFact fact) {
        return new Entry(fact.id().value(), 1, fact.occurredAt(), Actor.FIREBREAK, NO_CATALOG, Wire.of(fact), true);
    }

    /** Alone in its sequence. */
    public static Entry of(ChecklistFact fact) {
        return new Entry(fact.id().value(), 1, fact.occurredAt(), Actor.FIREBREAK, NO_CATALOG, Wire.of(fact), true);
    }

    /** Alone in its sequence. */
    public static Entry of(NotificationFact fact) {
        return new Entry(fact.id().value(), 1, fact.deliveredAt(), Actor.FIREBREAK, NO_CATALOG, Wire.of(fact), true);
    }

    /** Alone in its sequence. */
    public static Entry of(Signal signal) {
        return new Entry(
                signal.id().value(), 1, signal.receivedAt(), signal.actor(), NO_CATALOG, Wire.of(signal), true);
    }

    /**
     * Alone in its sequence.
     *
     * @param sender the service that heard the person
     */
    public static Entry of(Command command, String sender) {
        return new Entry(
                command.id().value(),
                1,
                command.issuedAt(),
                command.actor(),
                NO_CATALOG,
                Wire.of(command, sender),
                true);
    }

    /** The same for this log only. */
    public Entry keptToItself() {
        return new Entry(subjectId, seq, occurredAt, actor, catalogVersion, message, false);
    }
}
