package dev.firebreak.incident.intake;

import dev.firebreak.incident.correlation.Runbooks;
import dev.firebreak.incident.correlation.Sorting.Group;
import dev.firebreak.incident.lifecycle.AlertIntake;
import dev.firebreak.incident.lifecycle.AlertIntake.Taken;
import dev.firebreak.incident.lifecycle.AlertStanding.Incoming;
import dev.firebreak.incident.lifecycle.IncidentLog;
import dev.firebreak.incident.lifecycle.IncidentLog.Change;
import dev.firebreak.incident.lifecycle.IncidentStore;
import dev.firebreak.incident.lifecycle.IncidentStore.Stored;
import dev.firebreak.incident.lifecycle.IncidentStore.Wanted;
import dev.firebreak.incident.lifecycle.Ruling;
import dev.firebreak.incident.regrouping.SplitAlerts;
import dev.firebreak.incident.storm.Storms;
import dev.firebreak.incident.trace.AlertTrace;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.incident.AlertSummary;
import dev.firebreak.model.incident.IncidentId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Brings the alerts of each correlation key to their incident: the open one, the one just resolved, or a new one. All
 * of a batch with a handful of statements, however many keys there are.
 */
@Component
class GroupIntake {
    /** @param opened what an opening began from; null when an incident was joined */
    private record Done(
            Change change,
            Taken taken,
            List<Incoming> alerts,
            @Nullable Group opened) {}

    private final IncidentStore incidents;
    private final IncidentLog log;
    private final Openings openings;
    private final Thresholds thresholds;
    private final Storms storms;
    private final SplitAlerts splits;
    private final Runbooks runbooks;

    GroupIntake(
            IncidentStore incidents,
            IncidentLog log,
            Openings openings,
            Thresholds thresholds,
            Storms storms,
            SplitAlerts splits,
            Runbooks runbooks) {
        this.incidents = incidents;
        this.log = log;
        this.openings = openings;
        this.thresholds = thresholds;
        this.storms = storms;
        this.splits = splits;
        this.runbooks = runbooks;
    }

    /** @param groups one for each key, sorted by it, so that two instances lock incidents in the same order */
    Mono<List<AlertTrace>> take(List<Group> groups, Instant now) {
        if (groups.isEmpty()) {
            return Mono.just(List.of());
        }
        return incidents
                .lockAll(groups.stream().map(group -> wanted(group, now)).toList())
                .flatMap(found -> Flux.fromIterable(groups)
                        .concatMap(group -> steps(group, Optional.ofNullable(found.get(group.correlationKey())), now))
                        .flatMapIterable(steps -> steps)
                        .collectList())
                .flatMap(this::apart)
                .flatMap(steps -> inStorms(steps, now))
                .flatMap(steps -> carryOut(steps, now));
    }

    /** Ends of what still counts as firing in incidents that are closed. */
    Mono<List<AlertTrace>> endInClosed(Map<IncidentId, List<Alert>> ends, Instant now) {
        return take(
                ends.entrySet().stream()
                        .map(each -> new Group(
                                each.getKey().toString(),
                                each.getValue().stream()
                                        .map(alert -> new Incoming(alert, null))
                                        .toList(),
                                List.of(),
                                each.getKey()))
                        .sorted(Comparator.comparing(Group::correlationKey))
                        .toList(),
                now);
    }

    private static Wanted wanted(Group group, Instant now) {
        @Nullable Ruling ruling = group.ruling();
        return ruling == null
                ? new Wanted(group.correlationKey(), group.incidentId(), now)
                : new Wanted(
                        group.correlationKey(), null, now.minus(ruling.terms().reopenWithin()));
    }

    private Mono<List<Step>> steps(Group group, Optional<Stored> found, Instant now) {
        if (found.filter(stored -> stored.dossier().incident().mergedInto() != null)
                .isPresent()) { // while this waited for it
            return Mono.just(List.of(new Step.GoTo(group)));
        }
        if (found.isEmpty() && group.isSplitOff()) {
            return Mono.just(
                    group.byOwnKeys().stream().<Step>map(Step.GoTo::new).toList());
        }
        boolean hasPlace = group.ruling() == null && group.incidentId() != null;
        return found.filter(stored ->
                        hasPlace || stored.dossier().incident().state().isOpen())
                .map(stored -> Mono.just(List.<Step>of(new Step.Join(stored, group.alerts()))))
                .orElseGet(() -> beginWhenEnough(found, group, now).map(List::of));
    }

    /** Some may have been split off while this waited. */
    private Mono<List<Step>> apart(List<Step> steps) {
        Set<String> fingerprints = steps.stream()
                .filter(GroupIntake::wasSplit)
                .flatMap(step -> ((Step.Join) step).alerts().stream())
                .map(each -> each.alert().fingerprint())
                .collect(Collectors.toUnmodifiableSet());
        return fingerprints.isEmpty()
                ? Mono.just(steps)
                : splits.find(fingerprints)
                        .map(places -> steps.stream()
                                .flatMap(step ->
                                        wasSplit(step) ? ((Step.Join) step).apart(places).stream() : Stream.of(step))
                                .toList());
    }

    private static boolean wasSplit(Step step) {
        return step instanceof Step.Join join
                && join.stored().dossier().incident().splitInto() != null;
    }

    private Mono<List<Step>> inStorms(List<Step> steps, Instant now) {
        List<Step.Open> opens = steps.stream()
                .filter(Step.Open.class::isInstance)
                .map(Step.Open.class::cast)
                .toList();
        return storms.judge(opens.stream().map(Step.Open::ruling).toList(), now).map(rulings -> {
            Iterator<Ruling> judged = rulings.iterator();
            return steps.stream()
                    .map(step -> step instanceof Step.Open open ? open.judged(judged.next()) : step)
                    .toList();
        });
    }

    /** @param resolved the incident of this key that would go on */
    private Mono<Step> beginWhenEnough(Optional<Stored> resolved, Group group, Instant now) {
        return thresholds.assess(group, now).map(assessment -> {
            @Nullable Ruling reached = assessment.reached();
            if (reached == null) {
                return new Step.Leave(Traces.belowThreshold(group.alerts(), assessment.words(), runbooks.version()));
            }
            return resolved.isPresent() ? new Step.Join(resolved.get(), group.alerts()) : new Step.Open(group, reached);
        });
    }

    private Mono<List<AlertTrace>> carryOut(List<Step> steps, Instant now) {
        List<Step.Join> joins = new ArrayList<>();
        List<Step.Open> opens = new ArrayList<>();
        List<Group> again = new ArrayList<>();
        List<AlertTrace> traces = new ArrayList<>();
        for (Step step : steps) {
            switch (step) {
                case Step.Join join -> joins.add(join);
                case Step.Open open -> opens.add(open);
                case Step.GoTo(Group group) -> again.add(group);
                case Step.Leave(List<AlertTrace> left) -> traces.addAll(left);
            }
        }
        return join(joins, now)
                .flatMap(joined -> open(opens, now).map(opened -> {
                    List<Done> all = new ArrayList<>(joined);
                    all.addAll(opened);
                    return all;
                }))
                .flatMap(all -> log.save(all.stream().map(Done::change).toList(), now)
                        .flatMap(late -> {
                            for (Done done : all) {
                                @Nullable Group opened = done.opened();
                                if (opened != null && late.contains(idOf(done))) {
                                    again.add(opened);
                                } else {
                                    traces.addAll(Traces.of(
                                            done.alerts(),
                                            done.taken().outcomes(),
                                            done.taken().decision().dossier().incident(),
                                            runbooks.version()));
                                }
                            }
                            return take(together(again), now);
                        }))
                .map(rest -> {
                    traces.addAll(rest);
                    return traces;
                });
    }

    private Mono<List<Done>> join(List<Step.Join> all, Instant now) {
        List<Step.Join> joins = byIncident(all);
        Map<IncidentId, Set<String>> fingerprints = new LinkedHashMap<>();
        joins.forEach(each -> fingerprints.put(
                each.stored().dossier().incident().id(),
                each.alerts().stream()
                        .map(incoming -> incoming.alert().fingerprint())
                        .collect(Collectors.toSet())));
        return incidents
                .words(fingerprints)
                .map(known -> joins.stream()
                        .map(each -> {
                            Stored stored = each.stored();
                            Map<String, AlertSummary> words = known.getOrDefault(
                                    stored.dossier().incident().id(), Map.of());
                            Taken taken = AlertIntake.join(stored.dossier(), each.alerts(), words, now);
                            return new Done(
                                    new Change(stored, taken.decision(), taken.words(), runbooks.version()),
                                    taken,
                                    each.alerts(),
                                    null);
                        })
                        .toList());
    }

    /** Several keys may lead to one incident; without alerts there is nothing to do: an open one needs no counting. */
    private static List<Step.Join> byIncident(List<Step.Join> all) {
        Map<IncidentId, Step.Join> joins = new LinkedHashMap<>();
        for (Step.Join each : all) {
            if (!each.alerts().isEmpty()) {
                joins.merge(each.stored().dossier().incident().id(), each, (one, other) -> {
                    List<Incoming> alerts = new ArrayList<>(one.alerts());
                    alerts.addAll(other.alerts());
                    return new Step.Join(one.stored(), alerts);
                });
            }
        }
        return List.copyOf(joins.values());
    }

    private Mono<List<Done>> open(List<Step.Open> opens, Instant now) {
        return openings.of(
                        opens.stream()
                                .map(each -> new Openings.Wish(
                                        each.ruling(), each.group().alerts()))
                                .toList(),
                        now)
                .map(found -> {
                    List<Done> done = new ArrayList<>();
                    for (int i = 0; i < found.size(); i++) {
                        Taken taken = AlertIntake.open(
                                found.get(i).opening(), found.get(i).alerts(), now);
                        String version = opens.get(i).ruling().catalogVersion();
                        done.add(new Done(
                                new Change(null, taken.decision(), taken.words(), version),
                                taken,
                                found.get(i).alerts(),
                                opens.get(i).group()));
                    }
                    return done;
                });
    }

    private static IncidentId idOf(Done done) {
        return done.taken().decision().dossier().incident().id();
    }

    /** Several groups may have been sent to the same key. */
    private static List<Group> together(List<Group> groups) {
        SortedMap<String, Group> byKey = new TreeMap<>();
        groups.forEach(group -> byKey.merge(group.correlationKey(), group, (one, other) -> {
            List<Incoming> alerts = new ArrayList<>(one.alerts());
            alerts.addAll(other.alerts());
            return new Group(one.correlationKey(), alerts, one.observations(), one.incidentId());
        }));
        return List.copyOf(byKey.values());
    }
}
