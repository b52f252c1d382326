package dev.firebreak.incident.lifecycle;

import static dev.firebreak.incident.Alerts.NOON;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.incident.Alerts;
import dev.firebreak.incident.TestCatalog;
import dev.firebreak.incident.correlation.Rulebook;
import dev.firebreak.incident.correlation.Verdict;
import dev.firebreak.incident.deployment.LiveDeployments;
import dev.firebreak.incident.lifecycle.AlertIntake.Taken;
import dev.firebreak.incident.lifecycle.AlertStanding.Incoming;
import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.Origin;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.AlertSummary;
import dev.firebreak.model.incident.Assignee;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One incident under test: what was decided so far, without a database. */
final class Dossiers {
    static final Actor ADA = new Actor("ada", "Ada", Origin.API, List.of("responder"));
    private static final Catalog CATALOG = TestCatalog.catalog();

    private final Map<String, AlertSummary> words = new HashMap<>();
    private Dossier dossier;

    private Dossiers(Taken opened) {
        dossier = opened.decision().dossier();
        keep(opened);
    }

    static Dossiers opened() {
        return openedBy(Alerts.firing("HealthCheckFailed", "web"));
    }

    static Dossiers openedBy(Alerts trigger) {
        return openedBy(trigger, 7);
    }

    static Dossiers openedBy(Alerts trigger, long number) {
        return new Dossiers(opening(number, trigger));
    }

    static Taken opening(Alerts... alerts) {
        return opening(7, alerts);
    }

    private static Taken opening(long number, Alerts... alerts) {
        List<Incoming> incoming =
                List.of(alerts).stream().map(each -> incoming(each.alert())).toList();
        Opening opening = new Opening(
                new IncidentId(new UUID(0, number - 6)),
                number,
                ruling(incoming.getFirst().alert()),
                incoming.getFirst().alert(),
                LiveDeployments.UNKNOWN,
                List.of());
        return AlertIntake.open(opening, incoming, NOON);
    }

    Decision alerts(Instant now, Alerts... alerts) {
        List<Incoming> incoming =
                List.of(alerts).stream().map(each -> incoming(each.alert())).toList();
        Taken taken = AlertIntake.join(dossier, incoming, words, now);
        keep(taken);
        return moved(taken.decision());
    }

    Decision acknowledge(Instant issuedAt, Instant now) {
        return ask(
                new Command.AcknowledgeIncident(
                        EventId.next(), ADA, issuedAt, incident().id(), null),
                now);
    }

    Decision assign(Assignee to, Instant issuedAt, Instant now) {
        return ask(
                new Command.AssignIncident(
                        EventId.next(), ADA, issuedAt, incident().id(), to, null),
                now);
    }

    Decision resolve(Instant issuedAt, Instant now) {
        return ask(
                new Command.ResolveIncident(
                        EventId.next(), ADA, issuedAt, incident().id(), null),
                now);
    }

    Decision reopen(Instant now) {
        return ask(
                new Command.ReopenIncident(EventId.next(), ADA, now, incident().id(), null), now);
    }

    Decision ask(Command.ForIncident command, Instant now) {
        return moved(Requests.decide(dossier, command, null, now));
    }

    Decision timePasses(Instant now) {
        return moved(Deadline.decide(dossier, now));
    }

    Decision moved(Decision decision) {
        dossier = decision.dossier();
        return decision;
    }

    Dossier dossier() {
        return dossier;
    }

    Incident incident() {
        return dossier.incident();
    }

    Map<String, AlertSummary> words() {
        return words;
    }

    private void keep(Taken taken) {
        taken.words().forEach(word -> words.put(word.fingerprint(), word));
    }

    private static Incoming incoming(Alert alert) {
        return new Incoming(alert, alert.isFiring() ? ruling(alert) : null);
    }

    static Ruling ruling(Alert alert) {
        return switch (new Rulebook(CATALOG, null).judge(alert, NOON)) {
            case Verdict.Applies(Ruling ruling) -> ruling;
            case Verdict.Left left -> throw new AssertionError(left);
        };
    }
}
