package dev.firebreak.backtest;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.Identified;
import dev.firebreak.catalog.runbook.AlertThreshold;
import dev.firebreak.catalog.system.StormBound;
import dev.firebreak.catalog.yaml.Durations;
import dev.firebreak.incident.correlation.Holding;
import dev.firebreak.incident.correlation.Observation;
import dev.firebreak.incident.correlation.Rulebook;
import dev.firebreak.incident.correlation.Sorting;
import dev.firebreak.incident.correlation.Sorting.Group;
import dev.firebreak.incident.flapping.FlappingSettings;
import dev.firebreak.incident.flapping.Flaps;
import dev.firebreak.incident.hold.HeldAlert;
import dev.firebreak.incident.hold.Hold;
import dev.firebreak.incident.inhibition.Inhibitor;
import dev.firebreak.incident.inhibition.Inhibitors;
import dev.firebreak.incident.lifecycle.AlertIntake;
import dev.firebreak.incident.lifecycle.AlertIntake.Taken;
import dev.firebreak.incident.lifecycle.AlertStanding.Incoming;
import dev.firebreak.incident.lifecycle.FlapNews;
import dev.firebreak.incident.lifecycle.FlapNews.Flap;
import dev.firebreak.incident.lifecycle.IncidentStore.Firing;
import dev.firebreak.incident.lifecycle.Opening;
import dev.firebreak.incident.lifecycle.Requests;
import dev.firebreak.incident.lifecycle.Ruling;
import dev.firebreak.incident.maintenance.Maintenance;
import dev.firebreak.incident.threshold.Bucket;
import dev.firebreak.incident.threshold.Progress;
import dev.firebreak.incident.trace.AlertTrace;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.Signal;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.notifier.obligation.Duty;
import dev.firebreak.remediation.governor.GovernorSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One catalogue over recorded signals: what the services would have done, in memory and by the recording's clock. */
final class Replay {
    private static final int EARLY_ENDS_KEPT = 100_000;

    private final Catalog catalog;
    private final Rulebook rulebook;
    private final boolean hasInhibitions;
    private final Agenda agenda = new Agenda();
    private final Tally tally;
    private final PastIncidents incidents;
    private final PastHolds holds = new PastHolds(agenda, this::released);
    private final PastCounts counts = new PastCounts();
    private final PastFlaps flaps =
            new PastFlaps(new FlappingSettings(4, Duration.ofMinutes(30), Duration.ofMinutes(10)));
    private final PastStorms storms;
    private final PastDeployments deployments = new PastDeployments();
    private final PastAutomation automation;
    private final Map<String, Instant> earlyEnds = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > EARLY_ENDS_KEPT;
        }
    };
    private final Map<IncidentId, Map<String, Inhibitor>> muting = new LinkedHashMap<>();
    private final Deque<Runnable> afterwards = new ArrayDeque<>();
    private @Nullable Maintenance maintenance;
    private Instant maintenanceOf = Instant.MIN;
    private long place;

    Replay(Catalog catalog, Assumptions assumptions, @Nullable Story story) {
        this.catalog = catalog;
        this.rulebook = new Rulebook(catalog, null);
        this.hasInhibitions = Inhibitors.hasRules(catalog);
        this.tally = new Tally(story);
        this.incidents = new PastIncidents(catalog.version(), agenda, this::told);
        this.storms = new PastStorms(new StormBound(30, Duration.ofMinutes(1)), incidents::isOpen);
        this.automation = new PastAutomation(
                catalog,
                agenda,
                incidents,
                new PastLedger(
                        new GovernorSettings(3, 5, 1, Duration.ofMinutes(30), 2, Duration.ofMinutes(15), 0.4, 10, 2)),
                assumptions,
                this::maintenance,
                tally);
    }

    Tally tally() {
        return tally;
    }

    Outcome outcome() {
        return tally.outcome(catalog.version());
    }

    /** Answers the number of the incident that a firing alert went to; 0 for none. */
    long take(Signal signal) {
        advance(signal.receivedAt());
        place = 0;
        switch (signal) {
            case Signal.AlertReceived received -> take(received.alert(), agenda.now(), false);
            case Signal.DeploymentChanged changed -> deployments.changed(changed);
            case Signal.DeploymentRolledBack back -> deployments.rolledBack(back);
        }
        settle();
        return place;
    }

    /** What a person asks of an incident; of one that there is not nothing comes. */
    void ask(long incident, Command.ForIncident command, Instant now) {
        incidents
                .find(PastIncidents.idOf(incident))
                .ifPresent(it -> incidents.save(it, Requests.decide(it.dossier(), command, null, now), now));
        settle();
    }

    void advance(Instant to) {
        agenda.advance(to);
        settle();
    }

    /** Automation answers to an incident's events once these are all written. */
    private void settle() {
        while (!afterwards.isEmpty()) {
            afterwards.removeFirst().run();
        }
    }

    private void told(PastIncident incident, IncidentFact fact) {
        List<Duty> duties = Duty.of(fact, incident.round(), incident.told());
        duties.forEach(duty -> incident.told()
                .add(new Duty.Known(duty.receiver().name(), duty.transition().text())));
        tally.told(fact, duties);
        Instant now = fact.occurredAt();
        boolean isQuiet = afterwards.isEmpty();
        if (PastAutomation.begins(fact)) {
            afterwards.add(() -> automation.start(incident, now));
        } else if (fact.event() instanceof IncidentEvent.Resolved) {
            afterwards.add(() -> automation.touch(incident, now));
            muting.remove(incident.id());
            holds.closed(incident.id(), now);
        }
        if (isQuiet && !afterwards.isEmpty()) {
            agenda.at(now, _ -> settle());
        }
    }

    /** No end was told, so it fires now. */
    private void released(Alert alert) {
        Instant now = agenda.now();
        take(Releasing.asOf(alert, now), now, true);
        settle();
    }

    private void take(Alert alert, Instant now, boolean isReleased) {
        List<Firing> places = alert.isFiring() ? List.of() : incidents.places(alert.fingerprint());
        boolean isEnd = !isReleased && places.stream().anyMatch(Firing::isOpen);
        @Nullable Flaps ending = isEnd ? flaps.count(alert.fingerprint(), endOf(alert), now) : null;
        Sorting sorting = sort(alert, places, ending, now);
        sorting.left().forEach(left -> left(left, alert, ending, now));
        sorting.groups().forEach(group -> take(group, now));
        sorting.endsOfClosed().forEach((id, ends) -> {
            List<Incoming> alerts =
                    ends.stream().map(end -> new Incoming(end, null)).toList();
            take(new Group(id.toString(), alerts, List.of(), id), now);
        });
        earlyEnds.putAll(sorting.earlyEnds());
        holds.put(sorting.held());
    }

    private static Instant endOf(Alert alert) {
        return Objects.requireNonNullElse(alert.endsAt(), alert.receivedAt());
    }

    private Sorting sort(Alert alert, List<Firing> places, @Nullable Flaps ending, Instant now) {
        String fingerprint = alert.fingerprint();
        @Nullable Instant earlyEnd = alert.isFiring() ? earlyEnds.get(fingerprint) : null;
        Map<String, String> heldBefore = alert.isFiring()
                ? Map.of()
                : holds.end(fingerprint, endOf(alert))
                        .map(reason -> Map.of(fingerprint, reason))
                        .orElse(Map.of());
        Sorting sorting = new Sorting(
                rulebook,
                now,
                places,
                earlyEnd == null ? Map.of() : Map.of(fingerprint, earlyEnd),
                heldBefore,
                Map.of(),
                new Now(now, ending));
        sorting.take(alert);
        return sorting;
    }

    /** Ends that are not believed are counted in their incident, and told when that begins. */
    private void left(AlertTrace left, Alert alert, @Nullable Flaps ending, Instant now) {
        tally.alert(left.outcome());
        @Nullable IncidentId incident = left.incidentId();
        if (incident == null || ending == null || !left.outcome().equals(Hold.By.FLAPPING.outcome())) {
            return;
        }
        Flap flap = ending.isNews()
                ? new Flap(ending.ends(), ending.news(alert.name(), alert.service(), flaps.settings()))
                : new Flap(1, null);
        incidents
                .find(incident)
                .ifPresent(it -> incidents.save(it, FlapNews.decide(it.dossier(), List.of(flap), now), now));
    }

    private final class Now implements Holding {
        private final Instant now;
        private final @Nullable Flaps ending;

        Now(Instant now, @Nullable Flaps ending) {
            this.now = now;
            this.ending = ending;
        }

        @Override
        public Optional<Hold> end(Alert resolved, @Nullable IncidentId incident) {
            return Optional.ofNullable(ending)
                    .filter(Flaps::isFlapping)
                    .map(found -> found.hold(incident, flaps.settings(), now));
        }

        @Override
        public Optional<Hold> of(Alert alert, Ruling ruling) {
            return maintenance(now)
                    .holding(ruling.system().name(), ruling.service().name(), now)
                    .or(() -> hasInhibitions
                            ? new Inhibitors(muting.values().stream()
                                            .flatMap(it -> it.values().stream())
                                            .toList())
                                    .holding(alert, ruling, now)
                            : Optional.empty());
        }
    }

    /** Windows open at a minute of the clock, so that they are looked for once a minute. */
    private Maintenance maintenance(Instant now) {
        Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
        @Nullable Maintenance known = maintenance;
        if (known == null || !minute.equals(maintenanceOf)) {
            known = Maintenance.of(catalog, minute, Duration.ofMinutes(1));
            maintenance = known;
            maintenanceOf = minute;
        }
        return known;
    }

    private void take(Group group, Instant now) {
        Optional<PastIncident> found = incidents.find(group, now);
        boolean hasPlace = group.ruling() == null && group.incidentId() != null;
        if (found.filter(it -> hasPlace || it.isOpen()).isPresent()) {
            if (!group.alerts().isEmpty()) {
                join(found.get(), group.alerts(), now);
            }
            return;
        }
        @Nullable Ruling reached = assess(group, now);
        if (reached == null) {
            group.alerts()
                    .forEach(each -> tally.alert(each.ruling() == null ? "nothing-to-resolve" : "below-threshold"));
        } else if (found.isPresent()) {
            join(found.get(), group.alerts(), now);
        } else {
            begin(group, reached, now);
        }
    }

    private void begin(Group group, Ruling reached, Instant now) {
        Ruling ruling = storms.judge(reached, now);
        if (ruling.isStorm() && !reached.isStorm()) {
            List<Incoming> alerts = group.alerts().stream()
                    .map(each -> each.ruling() == null ? each : new Incoming(each.alert(), ruling))
                    .toList();
            take(new Group(ruling.correlationKey(), alerts, List.of(), null), now);
            return;
        }
        long number = incidents.nextNumber();
        Taken taken = AlertIntake.open(
                new Opening(
                        PastIncidents.idOf(number),
                        number,
                        ruling,
                        group.alerts().getFirst().alert(),
                        deployments.live(ruling.service(), now),
                        List.of()),
                List.of(new Incoming(group.alerts().getFirst().alert(), ruling)),
                now);
        PastIncident opened = incidents.add(taken.decision(), now);
        taken(opened, taken, group.alerts(), now);
    }

    private void join(PastIncident incident, List<Incoming> alerts, Instant now) {
        Taken taken = AlertIntake.join(incident.dossier(), alerts, incident.wordsOn(alerts), now);
        incidents.save(incident, taken.decision(), now);
        taken(incident, taken, alerts, now);
    }

    private void taken(PastIncident incident, Taken taken, List<Incoming> alerts, Instant now) {
        incidents.say(incident, taken.words());
        taken.outcomes().forEach(outcome -> tally.alert(outcome.name().toLowerCase(Locale.ROOT)));
        for (Incoming each : alerts) {
            Alert alert = each.alert();
            if (alert.isFiring()) {
                place = incident.incident().number();
                mutes(alert, incident, now);
            }
        }
    }

    private void mutes(Alert alert, PastIncident incident, Instant now) {
        if (!hasInhibitions || !incident.isOpen()) {
            return;
        }
        catalog.service(alert)
                .map(Identified::system)
                .filter(system -> Inhibitors.isSource(system, alert, now))
                .ifPresent(system -> muting.computeIfAbsent(incident.id(), _ -> new LinkedHashMap<>())
                        .putIfAbsent(
                                alert.fingerprint(),
                                new Inhibitor(
                                        incident.id(),
                                        incident.incident().number(),
                                        incident.incident().correlationKey(),
                                        system.name(),
                                        alert)));
    }

    /** The ruling whose threshold was reached; null when none was. */
    private @Nullable Ruling assess(Group group, Instant now) {
        @Nullable Ruling reached = null;
        for (Incoming each : group.alerts()) {
            @Nullable Ruling ruling = each.ruling();
            if (ruling != null && reached == null) {
                reached = assess(ruling, each.alert(), now);
            }
        }
        for (Observation each : group.observations()) {
            counts.count(each.counter(), each.threshold(), within(each.threshold()), each.bucket());
        }
        return reached;
    }

    private @Nullable Ruling assess(Ruling ruling, Alert alert, Instant now) {
        if (ruling.threshold().isFirstAlert()) {
            return ruling;
        }
        if (ruling.threshold() instanceof AlertThreshold.Lasting(Duration duration)) {
            Instant dueAt = alert.startsAt().plus(duration);
            String words = "fires since " + alert.startsAt() + ", " + Durations.format(duration) + " needed";
            if (!dueAt.isAfter(now)) {
                return ruling.because(words);
            }
            holds.put(List.of(new HeldAlert(alert, Hold.untilItLasted(words, dueAt))));
            return null;
        }
        Progress progress =
                counts.count(ruling.counter(), ruling.threshold(), within(ruling.threshold()), Bucket.bad(alert));
        if (!progress.isReached()) {
            return null;
        }
        counts.forget(ruling.counter());
        return ruling.because(progress.words());
    }

    private static Duration within(AlertThreshold threshold) {
        return switch (threshold) {
            case AlertThreshold.Count it -> it.within();
            case AlertThreshold.Consecutive it -> it.within();
            case AlertThreshold.Ratio it -> it.within();
            case AlertThreshold.Lasting it -> it.duration();
        };
    }
}
