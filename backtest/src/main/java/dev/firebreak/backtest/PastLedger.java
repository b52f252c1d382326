package dev.firebreak.backtest;

import dev.firebreak.incident.maintenance.Maintenance.Freeze;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentState;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationId;
import dev.firebreak.model.remediation.RemediationState;
import dev.firebreak.remediation.governor.Ask;
import dev.firebreak.remediation.governor.Figures;
import dev.firebreak.remediation.governor.GovernorSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What was done when: the figures that the guards judge by. */
final class PastLedger {
    private static final Duration HOUR = Duration.ofHours(1);

    private record Done(Ask ask, Instant at) {}

    private record Acted(Remediation remediation, Instant at) {}

    private final GovernorSettings settings;
    private final List<Done> done = new ArrayList<>();
    private final Map<RemediationId, Acted> acting = new LinkedHashMap<>();
    private final Map<RemediationId, Instant> acted = new LinkedHashMap<>();
    private final Map<String, Integer> failures = new HashMap<>();
    private final Map<String, String> stopped = new HashMap<>();

    PastLedger(GovernorSettings settings) {
        this.settings = settings;
    }

    GovernorSettings settings() {
        return settings;
    }

    void acted(Ask ask, Remediation remediation, Instant now) {
        done.add(new Done(ask, now));
        acting.putIfAbsent(remediation.id(), new Acted(remediation, now));
        acted.putIfAbsent(remediation.id(), now);
    }

    /** Those that acted and fail one after the other stop their system, until a person resumes it: nobody does here. */
    void ended(Remediation remediation, int failuresInARow) {
        if (acting.remove(remediation.id()) == null) {
            return;
        }
        String system = remediation.runbook().system();
        if (remediation.state() == RemediationState.SUCCEEDED) {
            failures.remove(system);
        } else if (remediation.state() == RemediationState.FAILED
                || remediation.state() == RemediationState.NEEDS_PERSON) {
            int inARow = failures.merge(system, 1, Integer::sum);
            if (failuresInARow > 0 && inARow >= failuresInARow) {
                stopped.putIfAbsent(
                        system,
                        "the last " + failuresInARow + " remediations of " + system + " that acted have failed");
            }
        }
    }

    Figures figures(Ask ask, Collection<PastIncident> open, @Nullable Freeze freeze, Instant now) {
        done.removeIf(each -> each.at().isBefore(now.minus(longest(ask))));
        acted.values().removeIf(at -> !at.isAfter(now.minus(HOUR)));
        List<Instant> onTarget = done.stream()
                .filter(each -> isSameTarget(each, ask) && !isSameStep(each, ask))
                .map(Done::at)
                .toList();
        List<Instant> inWindow = onTarget.stream()
                .filter(at -> at.isAfter(now.minus(ask.limits().maxWithin())))
                .toList();
        List<Instant> rollbacks = done.stream()
                .filter(each -> each.ask().isRollback() && each.ask().approvedUntil() == null)
                .filter(each -> each.ask().system().equals(ask.system())
                        && each.ask().service().equals(ask.service())
                        && !isSameStep(each, ask))
                .map(Done::at)
                .filter(at -> at.isAfter(now.minus(settings.rollbackWindow())))
                .toList();
        List<Instant> actedInHour = acted.entrySet().stream()
                .filter(each -> !each.getKey().equals(ask.remediation()))
                .map(Map.Entry::getValue)
                .toList();
        Set<String> inTrouble = new HashSet<>(servicesActedOn(ask.system()));
        long incidents = 0;
        boolean isStorm = false;
        for (PastIncident each : open) {
            Incident incident = each.incident();
            if (incident.system().equals(ask.system())) {
                incidents++;
                isStorm |= incident.correlationKey().equals(incident.system() + "/storm");
                if (incident.state() != IncidentState.MITIGATED) {
                    inTrouble.add(incident.service());
                }
            }
        }
        return new Figures(
                now,
                null,
                null,
                stopped.get(ask.system()),
                freeze == null ? null : freeze.title(),
                freeze == null ? null : freeze.until(),
                null,
                onTarget.isEmpty() ? null : onTarget.getLast(),
                inWindow.size(),
                inWindow.isEmpty() ? null : inWindow.getFirst(),
                acting.keySet().stream()
                        .filter(id -> !id.equals(ask.remediation()))
                        .count(),
                actedInHour.size(),
                actedInHour.isEmpty() ? null : actedInHour.getFirst(),
                rollbacks.size(),
                rollbacks.isEmpty() ? null : rollbacks.getFirst(),
                done.stream()
                        .filter(each ->
                                isSameTarget(each, ask) && each.ask().incident().equals(ask.incident()))
                        .count(),
                incidents,
                inTrouble.size(),
                isStorm);
    }

    private Set<String> servicesActedOn(String system) {
        Set<String> services = new TreeSet<>();
        for (Acted each : acting.values()) {
            if (each.remediation().runbook().system().equals(system)) {
                services.add(each.remediation().service());
            }
        }
        return services;
    }

    private static boolean isSameTarget(Done done, Ask ask) {
        return done.ask().targetKey().equals(ask.targetKey())
                && done.ask().action().equals(ask.action());
    }

    private static boolean isSameStep(Done done, Ask ask) {
        return done.ask().remediation().equals(ask.remediation())
                && done.ask().step().equals(ask.step());
    }

    /** How far any bound reaches back. */
    private static Duration longest(Ask ask) {
        Duration week = Duration.ofDays(7);
        Duration window = ask.limits().maxWithin();
        return window.compareTo(week) > 0 ? window : week;
    }
}
