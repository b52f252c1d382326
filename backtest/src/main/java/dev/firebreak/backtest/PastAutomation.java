package dev.firebreak.backtest;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.incident.lifecycle.RemediationNews;
import dev.firebreak.incident.lifecycle.RemediationNews.Progress;
import dev.firebreak.incident.maintenance.Maintenance;
import dev.firebreak.incident.maintenance.Maintenance.Freeze;
import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.RemediationFact;
import dev.firebreak.model.remediation.RemediationId;
import dev.firebreak.remediation.execution.PastRun;
import dev.firebreak.remediation.execution.PastRun.Outside;
import dev.firebreak.remediation.governor.Ask;
import dev.firebreak.remediation.governor.Guards;
import dev.firebreak.remediation.governor.Refusal;
import dev.firebreak.remediation.governor.SystemBounds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs runbooks for incidents of the past, as remediation-service starts and moves them. */
final class PastAutomation {
    private static final int MAX_ROUNDS = 2;
    private static final EventId NO_EVENT = new EventId(new UUID(0x7000, 1L << 63));

    private record Running(PastRun run, PastIncident incident) {}

    private final Catalog catalog;
    private final Agenda agenda;
    private final PastIncidents incidents;
    private final PastLedger ledger;
    private final Assumptions assumptions;
    private final Function<Instant, Maintenance> maintenance;
    private final Tally tally;
    private final Map<PastIncident, Running> running = new HashMap<>();
    private final Map<PastIncident, Integer> rounds = new HashMap<>();
    private long number;

    PastAutomation(
            Catalog catalog,
            Agenda agenda,
            PastIncidents incidents,
            PastLedger ledger,
            Assumptions assumptions,
            Function<Instant, Maintenance> maintenance,
            Tally tally) {
        this.catalog = catalog;
        this.agenda = agenda;
        this.incidents = incidents;
        this.ledger = ledger;
        this.assumptions = assumptions;
        this.maintenance = maintenance;
        this.tally = tally;
    }

    /** An incident opened or came back: once each, and no third time. */
    void start(PastIncident incident, Instant now) {
        if (running.containsKey(incident) || rounds.getOrDefault(incident, 0) >= MAX_ROUNDS) {
            return;
        }
        RemediationId id = new RemediationId(new UUID(0x7001, (1L << 63) | ++number));
        PastRun.start(id, catalog, incident.incident(), now).ifPresent(run -> {
            rounds.merge(incident, 1, Integer::sum);
            running.put(incident, new Running(run, incident));
            turn(incident, now);
        });
    }

    /** It is resolved: what is not needed any more ends. */
    void touch(PastIncident incident, Instant now) {
        if (running.containsKey(incident)) {
            turn(incident, now);
        }
    }

    private void turn(PastIncident incident, Instant now) {
        @Nullable Running mine = running.get(incident);
        if (mine == null) {
            return;
        }
        PastRun run = mine.run();
        PastRun.Turn turn =
                run.turn(catalog, incident.incident(), incident.alertedAt(), now, new Then(run, incident, now));
        if (run.isFinished()) {
            running.remove(incident);
            ledger.ended(
                    run.remediation(),
                    boundsOf(run.remediation().runbook().system()).failuresInARow());
        }
        tell(incident, run, turn, now);
        @Nullable Instant next = turn.next();
        if (next != null) {
            agenda.at(next, then -> {
                if (mine.equals(running.get(incident))) {
                    turn(incident, then);
                }
            });
        }
    }

    private void tell(PastIncident incident, PastRun run, PastRun.Turn turn, Instant now) {
        List<Progress> news = new ArrayList<>();
        boolean verified = false;
        for (PastRun.Told told : turn.told()) {
            verified |= told.event() instanceof RemediationEvent.Verified;
            tally.step(incident.incident(), told.remediation(), told.event(), now);
            news.add(new Progress(
                    new RemediationFact(
                            NO_EVENT, 1, now, Actor.FIREBREAK, catalog.version(), told.event(), told.remediation()),
                    verified || helpedBefore(run)));
        }
        incidents.save(incident, RemediationNews.decide(incident.dossier(), news, now), now);
    }

    /** A verification of an earlier turn. */
    private boolean helpedBefore(PastRun run) {
        return run.remediation().steps().stream()
                .anyMatch(step -> String.valueOf(step.detail()).equals("taken to have helped"));
    }

    private SystemBounds boundsOf(String system) {
        return SystemBounds.of(catalog.system(system).orElseThrow(), ledger.settings());
    }

    /** Whether the fact begins a run of the incident. */
    static boolean begins(IncidentFact fact) {
        return fact.event() instanceof IncidentEvent.Opened || fact.event() instanceof IncidentEvent.Reopened;
    }

    private final class Then implements Outside {
        private final PastRun run;
        private final PastIncident incident;
        private final Instant now;

        Then(PastRun run, PastIncident incident, Instant now) {
            this.run = run;
            this.incident = incident;
            this.now = now;
        }

        @Override
        public boolean isGood(StepDefinition.Check step) {
            return assumptions.isGood(step.id(), step.type());
        }

        @Override
        public Optional<Refusal> judge(Ask ask) {
            @Nullable
            Freeze freeze = maintenance
                    .apply(now)
                    .freezing(ask.system(), incident.incident().service(), now)
                    .orElse(null);
            return Guards.judge(ask, ledger.figures(ask, incidents.open(), freeze, now), ledger.settings());
        }

        @Override
        public SystemBounds boundsOf(String system) {
            return PastAutomation.this.boundsOf(system);
        }

        @Override
        public void acted(Ask ask) {
            ledger.acted(ask, run.remediation(), now);
        }

        @Override
        public boolean helps(StepDefinition.Action step) {
            return assumptions.helps(step.id(), step.type());
        }

        @Override
        public boolean approves(StepDefinition.Action step) {
            return assumptions.approves();
        }
    }
}
