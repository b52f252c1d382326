package dev.firebreak.incident.lifecycle;

import dev.firebreak.incident.escalation.Escalation;
import dev.firebreak.incident.lifecycle.AlertIntake.Taken;
import dev.firebreak.incident.lifecycle.AlertStanding.Incoming;
import dev.firebreak.incident.lifecycle.Regrouping.Halves;
import dev.firebreak.incident.lifecycle.Regrouping.Merged;
import dev.firebreak.incident.lifecycle.Regrouping.Moving;
import dev.firebreak.incident.lifecycle.Regrouping.Wish;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.AlertSummary;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.remediation.RemediationFact;
import dev.firebreak.model.wire.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Planted bugs of the decisions. Each must be found, or the simulation proves nothing. */
enum Mutant implements Core {
    ACKNOWLEDGING_REOPENS {
        @Override
        public Decision ask(Dossier dossier, Command.ForIncident command, @Nullable Long rival, Instant now) {
            Decision decision = super.ask(dossier, command, rival, now);
            return command instanceof Command.AcknowledgeIncident
                            && !dossier.incident().state().isOpen()
                    ? changed(decision, "state", "acknowledged", "resolvedAt", null)
                    : decision;
        }
    },
    RESOLVES_WHENEVER_IT_ARRIVES {
        @Override
        public Decision ask(Dossier dossier, Command.ForIncident command, @Nullable Long rival, Instant now) {
            return super.ask(
                    dossier,
                    command instanceof Command.ResolveIncident it
                            ? new Command.ResolveIncident(it.id(), it.actor(), now, it.incidentId(), it.reason())
                            : command,
                    rival,
                    now);
        }
    },
    REOPENS_WHENEVER_IT_ARRIVES {
        @Override
        public Decision ask(Dossier dossier, Command.ForIncident command, @Nullable Long rival, Instant now) {
            return super.ask(
                    dossier,
                    command instanceof Command.ReopenIncident it
                            ? new Command.ReopenIncident(it.id(), it.actor(), now, it.incidentId(), it.reason())
                            : command,
                    rival,
                    now);
        }
    },
    REOPENS_BESIDE_ANOTHER {
        @Override
        public Decision ask(Dossier dossier, Command.ForIncident command, @Nullable Long rival, Instant now) {
            return super.ask(dossier, command, null, now);
        }
    },
    LOSES_ACKNOWLEDGEMENTS {
        @Override
        public Decision ask(Dossier dossier, Command.ForIncident command, @Nullable Long rival, Instant now) {
            return command instanceof Command.AcknowledgeIncident
                    ? Decision.nothing(dossier)
                    : super.ask(dossier, command, rival, now);
        }
    },
    RESOLVES_WITHOUT_A_WORD {
        @Override
        public Decision ask(Dossier dossier, Command.ForIncident command, @Nullable Long rival, Instant now) {
            return without(super.ask(dossier, command, rival, now), it -> it instanceof IncidentEvent.Resolved);
        }
    },
    KEEPS_OBSERVING_WHAT_FIRES {
        @Override
        public Taken join(Dossier dossier, List<Incoming> alerts, Map<String, AlertSummary> known, Instant now) {
            Taken taken = super.join(dossier, alerts, known, now);
            @Nullable Instant resolvesAt = dossier.incident().resolvesAt();
            return resolvesAt == null
                    ? taken
                    : with(taken, changed(taken.decision(), "resolvesAt", resolvesAt.toString()));
        }
    },
    COUNTS_REPEATS_AS_FIRING {
        @Override
        public Taken join(Dossier dossier, List<Incoming> alerts, Map<String, AlertSummary> known, Instant now) {
            Taken taken = super.join(dossier, alerts, known, now);
            return taken.outcomes().contains(AlertOutcome.REPEATED)
                    ? with(
                            taken,
                            changed(
                                    taken.decision(),
                                    "firingCount",
                                    taken.decision().dossier().incident().firingCount() + 1))
                    : taken;
        }
    },
    MILDER_ALERTS_LOWER_THE_LEVEL {
        @Override
        public Taken join(Dossier dossier, List<Incoming> alerts, Map<String, AlertSummary> known, Instant now) {
            Taken taken = super.join(dossier, alerts, known, now);
            return taken.outcomes().contains(AlertOutcome.JOINED)
                    ? with(taken, changed(taken.decision(), "level", "P3", "severity", "info"))
                    : taken;
        }
    },
    DROPS_WHAT_FIRES_AFTER_THE_RESOLUTION {
        @Override
        public Taken join(Dossier dossier, List<Incoming> alerts, Map<String, AlertSummary> known, Instant now) {
            return dossier.incident().state().isOpen()
                    ? super.join(dossier, alerts, known, now)
                    : new Taken(
                            Decision.nothing(dossier),
                            List.of(),
                            alerts.stream().map(_ -> AlertOutcome.REOPENED).toList());
        }
    },
    LATE_ALERTS_REOPEN {
        @Override
        public Taken join(Dossier dossier, List<Incoming> alerts, Map<String, AlertSummary> known, Instant now) {
            List<Incoming> fresh = alerts.stream()
                    .map(each -> {
                        ObjectNode json = Wire.JSON.valueToTree(each.alert());
                        json.put("receivedAt", now.toString());
                        return new Incoming(
                                Wire.JSON.treeToValue(json, dev.firebreak.model.alert.Alert.class), each.ruling());
                    })
                    .toList();
            return super.join(dossier, fresh, known, now);
        }
    },
    KEEPS_THE_ACKNOWLEDGEMENT_OVER_A_REOPENING {
        @Override
        public Taken join(Dossier dossier, List<Incoming> alerts, Map<String, AlertSummary> known, Instant now) {
            Taken taken = super.join(dossier, alerts, known, now);
            return taken.outcomes().contains(AlertOutcome.REOPENED)
                    ? with(
                            taken,
                            changed(
                                    taken.decision(),
                                    "acknowledgedAt",
                                    dossier.incident().openedAt().toString()))
                    : taken;
        }
    },
    THE_POLICY_IS_OVER_AFTER_A_REOPENING {
        @Override
        public Taken join(Dossier dossier, List<Incoming> alerts, Map<String, AlertSummary> known, Instant now) {
            Taken taken = super.join(dossier, alerts, known, now);
            Dossier then = taken.decision().dossier();
            Escalation all = then.escalation()
                    .with(IntStream.range(0, then.escalation().policy().size())
                            .boxed()
                            .toList());
            return taken.outcomes().contains(AlertOutcome.REOPENED)
                    ? with(
                            taken,
                            new Decision(
                                    new Dossier(then.incident(), then.terms(), all, then.testimony()),
                                    taken.decision().entries()))
                    : taken;
        }
    },
    OPENS_WITHOUT_TELLING_ANYBODY {
        @Override
        public Taken open(Opening opening, List<Incoming> alerts, Instant now) {
            Taken taken = super.open(opening, alerts, now);
            return with(taken, without(taken.decision(), it -> it instanceof IncidentEvent.Escalated));
        }
    },
    FORGETS_WHICH_STEPS_WERE_TAKEN {
        @Override
        public Decision tick(Dossier dossier, Instant now) {
            Decision decision = super.tick(dossier, now);
            Dossier then = decision.dossier();
            return new Decision(
                    new Dossier(then.incident(), then.terms(), dossier.escalation(), then.testimony()),
                    decision.entries());
        }
    },
    PASSES_OVER_STEPS_IN_SILENCE {
        @Override
        public Decision tick(Dossier dossier, Instant now) {
            return without(super.tick(dossier, now), it -> it instanceof IncidentEvent.Escalated);
        }
    },
    TAKES_STEPS_EARLY {
        @Override
        public Decision tick(Dossier dossier, Instant now) {
            Decision decision = super.tick(dossier, now.plus(Duration.ofHours(1)));
            return changed(decision, "updatedAt", now.toString());
        }
    },
    MERGES_BUT_GOES_ON {
        @Override
        public Merged merge(Dossier source, Dossier target, Moving moving, Wish wish, Instant now) {
            Merged merged = super.merge(source, target, moving, wish, now);
            return new Merged(
                    changed(merged.source(), "state", "triggered", "resolvedAt", null),
                    merged.target(),
                    merged.words());
        }
    },
    MERGES_WITHOUT_COUNTING_WHAT_FIRES {
        @Override
        public Merged merge(Dossier source, Dossier target, Moving moving, Wish wish, Instant now) {
            Merged merged = super.merge(source, target, moving, wish, now);
            return new Merged(
                    merged.source(),
                    changed(merged.target(), "firingCount", target.incident().firingCount()),
                    merged.words());
        }
    },
    COUNTS_TWICE_WHAT_FIRES_IN_BOTH {
        @Override
        public Merged merge(Dossier source, Dossier target, Moving moving, Wish wish, Instant now) {
            Merged merged = super.merge(source, target, new Moving(moving.fingerprints(), List.of()), wish, now);
            return new Merged(
                    merged.source(),
                    merged.target(),
                    moving.both().stream().map(Regrouping.Both::newest).toList());
        }
    },
    KEEPS_OBSERVING_AFTER_A_MERGE {
        @Override
        public Merged merge(Dossier source, Dossier target, Moving moving, Wish wish, Instant now) {
            Merged merged = super.merge(source, target, moving, wish, now);
            @Nullable Instant resolvesAt = target.incident().resolvesAt();
            return resolvesAt == null
                    ? merged
                    : new Merged(
                            merged.source(),
                            changed(merged.target(), "resolvesAt", resolvesAt.toString()),
                            merged.words());
        }
    },
    BRINGS_BACK_WHAT_WAS_MERGED {
        @Override
        public Decision ask(Dossier dossier, Command.ForIncident command, @Nullable Long rival, Instant now) {
            Testimony said = dossier.testimony();
            Dossier forgetful = new Dossier(
                    changed(dossier.incident(), "mergedInto", null),
                    dossier.terms(),
                    dossier.escalation(),
                    new Testimony(
                            said.origin(),
                            said.sealedUntil(),
                            said.statements().stream()
                                    .map(each -> each.kind() == Statement.Kind.MERGED
                                            ? new Statement(Statement.Kind.RESOLVED, each.at(), "m", "Ada", null, null)
                                            : each)
                                    .toList(),
                            said.lastEndAt(),
                            said.evidence()));
            return dossier.incident().mergedInto() == null
                    ? super.ask(dossier, command, rival, now)
                    : super.ask(forgetful, command, rival, now);
        }
    },
    SPLITS_WITHOUT_LETTING_GO {
        @Override
        public Halves split(Dossier from, List<AlertSummary> words, Offspring offspring, Wish wish, Instant now) {
            Halves halves = super.split(from, words, offspring, wish, now);
            return new Halves(
                    changed(halves.from(), "firingCount", from.incident().firingCount()), halves.opened());
        }
    },
    SPLITS_AND_THE_REST_NEVER_ENDS {
        @Override
        public Halves split(Dossier from, List<AlertSummary> words, Offspring offspring, Wish wish, Instant now) {
            Halves halves = super.split(from, words, offspring, wish, now);
            Dossier then = halves.from().dossier();
            Testimony said = then.testimony();
            Dossier silent = new Dossier(
                    changed(then.incident(), "resolvesAt", null),
                    then.terms(),
                    then.escalation(),
                    new Testimony(said.origin(), said.sealedUntil(), said.statements(), null, said.evidence()));
            return new Halves(new Decision(silent, halves.from().entries()), halves.opened());
        }
    },
    SPLITS_WITHOUT_TELLING_ANYBODY {
        @Override
        public Halves split(Dossier from, List<AlertSummary> words, Offspring offspring, Wish wish, Instant now) {
            Halves halves = super.split(from, words, offspring, wish, now);
            return new Halves(halves.from(), without(halves.opened(), it -> it instanceof IncidentEvent.Escalated));
        }
    },
    BELIEVES_WHAT_IS_NOT_PROVEN {
        @Override
        public Decision hear(Dossier dossier, RemediationFact fact, boolean verified, Instant now) {
            return super.hear(dossier, fact, true, now);
        }
    };

    private static Taken with(Taken taken, Decision decision) {
        return new Taken(decision, taken.words(), taken.outcomes());
    }

    private static Decision without(Decision decision, Predicate<IncidentEvent> unwanted) {
        return new Decision(
                decision.dossier(),
                decision.entries().stream()
                        .filter(entry -> !unwanted.test(entry.event()))
                        .toList());
    }

    /** The decision with other values in the incident and in all its events' snapshots. */
    private static Decision changed(Decision decision, @Nullable Object... pairs) {
        List<Decision.Entry> entries = new ArrayList<>();
        decision.entries()
                .forEach(entry -> entries.add(
                        new Decision.Entry(entry.event(), entry.actor(), changed(entry.incident(), pairs))));
        Dossier then = decision.dossier();
        return new Decision(
                new Dossier(changed(then.incident(), pairs), then.terms(), then.escalation(), then.testimony()),
                entries);
    }

    private static Incident changed(Incident incident, @Nullable Object... pairs) {
        ObjectNode json = Wire.JSON.valueToTree(incident);
        for (int i = 0; i < pairs.length; i += 2) {
            json.set(String.valueOf(pairs[i]), Wire.JSON.valueToTree(pairs[i + 1]));
        }
        return Wire.JSON.treeToValue(json, Incident.class);
    }
}
