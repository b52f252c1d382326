package dev.firebreak.incident.intake;

import dev.firebreak.eventlog.Inbox;
import dev.firebreak.eventlog.Received;
import dev.firebreak.eventlog.Transactions;
import dev.firebreak.incident.correlation.EarlyResolves;
import dev.firebreak.incident.correlation.Runbooks;
import dev.firebreak.incident.correlation.Sorting;
import dev.firebreak.incident.deployment.DeploymentStore;
import dev.firebreak.incident.flapping.Flaps;
import dev.firebreak.incident.hold.HeldAlerts;
import dev.firebreak.incident.lifecycle.IncidentStore;
import dev.firebreak.incident.regrouping.SplitAlerts;
import dev.firebreak.incident.regrouping.SplitAlerts.Place;
import dev.firebreak.incident.trace.AlertTrace;
import dev.firebreak.incident.trace.TraceStore;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.Signal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes a batch in: one transaction, whatever is in it. A repeat of a delivery changes nothing. */
@Component
class Intake {
    static final String CONSUMER = "alerts";

    private record Sorted(Sorting sorting, Map<String, Flaps> flaps) {}

    /**
     * By fingerprint.
     *
     * @param ends told before their beginnings
     * @param splits where people moved them
     */
    private record Known(Map<String, Instant> ends, Map<String, Place> splits) {}

    private final Transactions transactions;
    private final Inbox inbox;
    private final Runbooks runbooks;
    private final DeploymentStore deployments;
    private final DeploymentRecovery recovery;
    private final IncidentStore incidents;
    private final EarlyResolves earlyResolves;
    private final SplitAlerts splits;
    private final HeldAlerts held;
    private final Holdings holdings;
    private final Muting muting;
    private final Flapping flapping;
    private final GroupIntake groups;
    private final TraceStore traces;
    private final IntakeMetrics metrics;
    private final InstantSource clock;

    Intake(
            Transactions transactions,
            Inbox inbox,
            Runbooks runbooks,
            DeploymentStore deployments,
            DeploymentRecovery recovery,
            IncidentStore incidents,
            EarlyResolves earlyResolves,
            SplitAlerts splits,
            HeldAlerts held,
            Holdings holdings,
            Muting muting,
            Flapping flapping,
            GroupIntake groups,
            TraceStore traces,
            IntakeMetrics metrics,
            InstantSource clock) {
        this.transactions = transactions;
        this.inbox = inbox;
        this.runbooks = runbooks;
        this.deployments = deployments;
        this.recovery = recovery;
        this.incidents = incidents;
        this.earlyResolves = earlyResolves;
        this.splits = splits;
        this.held = held;
        this.holdings = holdings;
        this.muting = muting;
        this.flapping = flapping;
        this.groups = groups;
        this.traces = traces;
        this.metrics = metrics;
        this.clock = clock;
    }

    Mono<Void> take(List<Received<Signal>> batch) {
        Map<String, Signal> byDelivery = new LinkedHashMap<>();
        batch.forEach(received -> byDelivery.putIfAbsent(received.value().deliveryKey(), received.value()));
        return transactions
                .commit(Mono.defer(() -> takeOnce(byDelivery)))
                .doOnSuccess(done -> metrics.taken(done, batch.size()))
                .then();
    }

    private Mono<List<AlertTrace>> takeOnce(Map<String, Signal> byDelivery) {
        Set<String> firing = fingerprints(alerts(byDelivery.values()), true);
        return Transactions.together(
                        inbox.newOnes(CONSUMER, byDelivery.keySet()), earlyResolves.find(firing), splits.find(firing))
                .flatMap(found -> takeNew(fresh(byDelivery, found.getT1()), new Known(found.getT2(), found.getT3())));
    }

    private static List<Alert> alerts(Collection<Signal> signals) {
        return signals.stream()
                .filter(Signal.AlertReceived.class::isInstance)
                .map(signal -> ((Signal.AlertReceived) signal).alert())
                .toList();
    }

    private static List<Signal> fresh(Map<String, Signal> byDelivery, Set<String> news) {
        return byDelivery.entrySet().stream()
                .filter(entry -> news.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Deployments first: an incident opened by the same batch should know them. */
    private Mono<List<AlertTrace>> takeNew(List<Signal> signals, Known known) {
        List<Alert> alerts = new ArrayList<>();
        List<Mono<Void>> moves = new ArrayList<>();
        List<Mono<List<Alert>>> recoveries = new ArrayList<>();
        for (Signal signal : signals) {
            switch (signal) {
                case Signal.AlertReceived received -> alerts.add(received.alert());
                case Signal.DeploymentChanged changed -> {
                    moves.add(deployments.changed(changed));
                    recoveries.add(recovery.endedBy(changed));
                }
                case Signal.DeploymentRolledBack back -> moves.add(deployments.rolledBack(back));
            }
        }
        return Flux.concat(moves)
                .thenMany(Flux.concat(recoveries))
                .doOnNext(alerts::addAll)
                .then(Mono.defer(() -> alerts.isEmpty()
                        ? Mono.just(List.<AlertTrace>of())
                        : takeAlerts(alerts, Mono.just(known), clock.instant(), false)));
    }

    /** Alerts that nothing holds back any more are handled as if they came now. In the caller's transaction. */
    Mono<List<AlertTrace>> takeReleased(List<Alert> alerts, Instant now) {
        return takeAlerts(alerts, known(alerts), now, true).doOnSuccess(done -> metrics.taken(done, 0));
    }

    private Mono<List<AlertTrace>> takeAlerts(List<Alert> alerts, Mono<Known> known, Instant now, boolean areReleased) {
        List<List<Alert>> parts = Muting.parts(runbooks.current().catalog(), alerts, now);
        return Flux.fromIterable(parts)
                .concatMap(part -> (parts.size() == 1 ? known : known(part))
                        .flatMap(each -> takePart(part, each, now, areReleased)))
                .collectList()
                .map(done -> allOf(List.of(), done));
    }

    private Mono<Known> known(List<Alert> alerts) {
        Set<String> firing = fingerprints(alerts, true);
        return earlyResolves.find(firing).flatMap(ends -> splits.find(firing).map(places -> new Known(ends, places)));
    }

    private Mono<List<AlertTrace>> takePart(List<Alert> alerts, Known known, Instant now, boolean areReleased) {
        return sort(alerts, known, now, areReleased).flatMap(sorted -> {
            Sorting sorting = sorted.sorting();
            Mono<List<AlertTrace>> handled = groups.take(sorting.groups(), now)
                    .flatMap(taken -> groups.endInClosed(sorting.endsOfClosed(), now)
                            .map(ended -> Flapping.placed(allOf(sorting.left(), List.of(taken, ended)))));
            return handled.flatMap(all -> earlyResolves
                    .save(sorting.earlyEnds(), now)
                    .then(held.put(sorting.held(), now))
                    .flatMap(news -> muting.tell(news, now))
                    .then(muting.remember(alerts, all, now))
                    .then(flapping.tell(sorted.flaps(), all, now))
                    .then(traces.save(all))
                    .thenReturn(all));
        });
    }

    /** @param areReleased their ends were counted when they came */
    private Mono<Sorted> sort(List<Alert> alerts, Known known, Instant now, boolean areReleased) {
        Set<String> resolved = fingerprints(alerts, false);
        return (resolved.isEmpty() ? Mono.just(List.<IncidentStore.Firing>of()) : incidents.firing(resolved))
                .flatMap(places -> held.end(ends(alerts))
                        .flatMap(heldBefore -> (areReleased
                                        ? Mono.just(Map.<String, Flaps>of())
                                        : flapping.count(alerts, places, now))
                                .flatMap(flaps -> holdings.at(now, flaps).map(holding -> {
                                    Sorting sorting = new Sorting(
                                            runbooks.current(),
                                            now,
                                            places,
                                            known.ends(),
                                            heldBefore,
                                            keys(known.splits()),
                                            holding);
                                    alerts.forEach(sorting::take);
                                    return new Sorted(sorting, flaps);
                                }))));
    }

    private static Map<String, String> keys(Map<String, Place> places) {
        Map<String, String> keys = new HashMap<>();
        places.forEach((fingerprint, place) -> keys.put(fingerprint, place.correlationKey()));
        return keys;
    }

    /** When the latest resolve of each fingerprint says that it ended. */
    private static Map<String, Instant> ends(List<Alert> alerts) {
        Map<String, Instant> ends = new TreeMap<>();
        for (Alert alert : alerts) {
            if (!alert.isFiring()) {
                @Nullable Instant endsAt = alert.endsAt();
                ends.merge(
                        alert.fingerprint(),
                        endsAt == null ? alert.receivedAt() : endsAt,
                        (one, other) -> one.isAfter(other) ? one : other);
            }
        }
        return ends;
    }

    private static Set<String> fingerprints(List<Alert> alerts, boolean firing) {
        return alerts.stream()
                .filter(alert -> alert.isFiring() == firing)
                .map(Alert::fingerprint)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<AlertTrace> allOf(List<AlertTrace> left, List<List<AlertTrace>> handled) {
        List<AlertTrace> all = new ArrayList<>(left);
        handled.forEach(all::addAll);
        return all;
    }
}
