package dev.firebreak.notifier;

import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.Link;
import dev.firebreak.model.Origin;
import dev.firebreak.model.RunbookRef;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertId;
import dev.firebreak.model.alert.AlertStatus;
import dev.firebreak.model.alert.Deployment;
import dev.firebreak.model.alert.Drill;
import dev.firebreak.model.incident.AlertSummary;
import dev.firebreak.model.incident.Assignee;
import dev.firebreak.model.incident.Due;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.incident.IncidentState;
import dev.firebreak.model.incident.Receiver;
import dev.firebreak.model.wire.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Incidents to test with, and the facts that make them. */
public final class Incidents {
    public static final Instant NOON = Instant.parse("2026-02-01T12:00:00Z");
    public static final Receiver SLACK = new Receiver.Slack("incidents", "#incidents");
    public static final Receiver PAGER = new Receiver.PagerDuty("on-call", "pagerduty-routing-key");
    public static final Actor ROBIN = new Actor("slack:U0RESPONDER", "Robin", Origin.SLACK, List.of("responder"));

    private static final UUID SOME_ALERT = UUID.fromString("0197f000-0000-7000-8000-00000000a1e7");

    private Incidents() {}

    public static Incident incident() {
        return incident(new IncidentId(UUID.fromString("0197f000-0000-7000-8000-000000000001")));
    }

    public static Incident incident(IncidentId id) {
        return new Incident(
                id,
                12,
                "app.voiceaitraining.com does not answer",
                IncidentState.TRIGGERED,
                Severity.CRITICAL,
                "P0",
                "Critical",
                "voiceaitraining",
                "web",
                new RunbookRef("voiceaitraining", "service-outage", "Complete service outage"),
                "voiceaitraining/service-outage/web",
                alert("app.voiceaitraining.com does not answer"),
                List.of(AlertSummary.of(alert("app.voiceaitraining.com does not answer"))),
                1,
                3,
                deployment("dpl_bad", "Cache sessions in memory"),
                deployment("dpl_good", "Fix the footer"),
                List.of(SLACK, PAGER),
                NOON,
                null,
                null,
                null,
                null,
                null,
                null,
                NOON);
    }

    /** The same, with a clock that runs. */
    public static Incident due(Due next, Incident incident) {
        ObjectNode json = Wire.JSON.valueToTree(incident);
        json.set("nextDue", Wire.JSON.valueToTree(next));
        return Wire.JSON.treeToValue(json, Incident.class);
    }

    /** The same, somebody's. */
    public static Incident handedTo(Assignee owner, Incident incident) {
        ObjectNode json = Wire.JSON.valueToTree(incident);
        json.set("assignedTo", Wire.JSON.valueToTree(owner));
        return Wire.JSON.treeToValue(json, Incident.class);
    }

    /** The same, of a drill. */
    public static Incident inDrill(Incident incident) {
        ObjectNode json = Wire.JSON.valueToTree(incident);
        json.put("correlationKey", new Drill("fire").marked(incident.correlationKey()));
        return Wire.JSON.treeToValue(json, Incident.class);
    }

    public static Alert alert(String title) {
        return new Alert(
                new AlertId(SOME_ALERT),
                "prometheus:1",
                "prometheus",
                "alert",
                AlertStatus.FIRING,
                "HealthCheckFailed",
                Severity.CRITICAL,
                "f1",
                "web",
                "voiceaitraining",
                "production",
                null,
                title,
                "three checks in a row failed",
                Map.of("service", "web"),
                Map.of(),
                List.of(new Link("Graph", "https://prometheus.example/graph?g0.expr=up&g0.tab=0")),
                NOON,
                null,
                NOON);
    }

    public static Deployment deployment(String id, String message) {
        return new Deployment(
                id,
                "vercel",
                "prj_web",
                "voiceaitraining",
                "production",
                "https://" + id + ".vercel.app",
                "https://vercel.com/voice/" + id,
                "0123456789abcdef",
                message,
                "Ada",
                NOON.minus(Duration.ofMinutes(10)));
    }

    /** The incident in another state, the times that go with it set. */
    public static Incident in(IncidentState state, Incident it) {
        boolean taken = state != IncidentState.TRIGGERED;
        boolean mitigated = state == IncidentState.MITIGATED || !state.isOpen();
        return new Incident(
                it.id(),
                it.number(),
                it.title(),
                state,
                it.severity(),
                it.level(),
                it.levelTitle(),
                it.system(),
                it.service(),
                it.runbook(),
                it.correlationKey(),
                it.trigger(),
                it.alerts(),
                state.isOpen() ? it.firingCount() : 0,
                it.alertCount(),
                it.suspect(),
                it.lastGood(),
                it.receivers(),
                it.openedAt(),
                taken ? after(1) : null,
                taken ? "Robin" : null,
                mitigated ? after(3) : null,
                state == IncidentState.MITIGATED ? after(18) : null,
                state.isOpen() ? null : after(18),
                state.isOpen() ? null : "Firebreak",
                after(1));
    }

    public static Incident titled(String title, Incident it) {
        return new Incident(
                it.id(),
                it.number(),
                title,
                it.state(),
                it.severity(),
                it.level(),
                it.levelTitle(),
                it.system(),
                it.service(),
                it.runbook(),
                it.correlationKey(),
                alert(title),
                List.of(AlertSummary.of(alert(title))),
                it.firingCount(),
                it.alertCount(),
                it.suspect(),
                it.lastGood(),
                it.receivers(),
                it.openedAt(),
                it.acknowledgedAt(),
                it.acknowledgedBy(),
                it.mitigatedAt(),
                it.resolvesAt(),
                it.resolvedAt(),
                it.resolvedBy(),
                it.updatedAt());
    }

    public static Incident leveled(String level, Severity severity, Incident it) {
        return new Incident(
                it.id(),
                it.number(),
                it.title(),
                it.state(),
                severity,
                level,
                it.levelTitle(),
                it.system(),
                it.service(),
                it.runbook(),
                it.correlationKey(),
                it.trigger(),
                it.alerts(),
                it.firingCount(),
                it.alertCount(),
                it.suspect(),
                it.lastGood(),
                it.receivers(),
                it.openedAt(),
                it.acknowledgedAt(),
                it.acknowledgedBy(),
                it.mitigatedAt(),
                it.resolvesAt(),
                it.resolvedAt(),
                it.resolvedBy(),
                it.updatedAt());
    }

    public static Incident toldTo(List<Receiver> receivers, Incident it) {
        return new Incident(
                it.id(),
                it.number(),
                it.title(),
                it.state(),
                it.severity(),
                it.level(),
                it.levelTitle(),
                it.system(),
                it.service(),
                it.runbook(),
                it.correlationKey(),
                it.trigger(),
                it.alerts(),
                it.firingCount(),
                it.alertCount(),
                it.suspect(),
                it.lastGood(),
                receivers,
                it.openedAt(),
                it.acknowledgedAt(),
                it.acknowledgedBy(),
                it.mitigatedAt(),
                it.resolvesAt(),
                it.resolvedAt(),
                it.resolvedBy(),
                it.updatedAt());
    }

    public static IncidentFact fact(long seq, Incident incident, IncidentEvent event) {
        return fact(seq, incident, event, incident.openedAt());
    }

    public static IncidentFact fact(long seq, Incident incident, IncidentEvent event, Instant at) {
        return new IncidentFact(EventId.next(), seq, at, Actor.FIREBREAK, "catalogue", event, incident);
    }

    /** A fact that somebody is behind. */
    public static IncidentFact fact(long seq, Incident incident, IncidentEvent event, Actor actor) {
        return new IncidentFact(EventId.next(), seq, after(1), actor, "catalogue", event, incident);
    }

    public static IncidentEvent opened() {
        return new IncidentEvent.Opened(
                alert("app.voiceaitraining.com does not answer"),
                "app.voiceaitraining.com does not answer",
                Severity.CRITICAL,
                "P0",
                "voiceaitraining/service-outage/web",
                null,
                null,
                "alert.name == 'HealthCheckFailed'");
    }

    public static IncidentEvent escalated(int step, @Nullable String message, Receiver... receivers) {
        return new IncidentEvent.Escalated(step, List.of(receivers), message);
    }

    public static Instant after(int minutes) {
        return NOON.plus(Duration.ofMinutes(minutes));
    }
}
