package dev.firebreak.model.wire;

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
import dev.firebreak.model.alert.DeploymentState;
import dev.firebreak.model.alert.Signal;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.AlertSummary;
import dev.firebreak.model.incident.Assignee;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.incident.IncidentRef;
import dev.firebreak.model.incident.IncidentState;
import dev.firebreak.model.incident.Receiver;
import dev.firebreak.model.remediation.Approval;
import dev.firebreak.model.remediation.BrokenGlass;
import dev.firebreak.model.remediation.DryRun;
import dev.firebreak.model.remediation.Figure;
import dev.firebreak.model.remediation.GuardVerdict;
import dev.firebreak.model.remediation.Plan;
import dev.firebreak.model.remediation.Probe;
import dev.firebreak.model.remediation.Reading;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.RemediationId;
import dev.firebreak.model.remediation.RemediationState;
import dev.firebreak.model.remediation.Step;
import dev.firebreak.model.remediation.StepKind;
import dev.firebreak.model.remediation.StepMode;
import dev.firebreak.model.remediation.StepStatus;
import dev.firebreak.model.remediation.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One of each message, always the same. */
final class Samples {
    static final Instant NOON = Instant.parse("2026-02-01T12:00:00.123456Z");
    static final EventId EVENT = new EventId(uuid(1));
    static final IncidentId INCIDENT = new IncidentId(uuid(2));
    static final RemediationId REMEDIATION = new RemediationId(uuid(3));
    static final Actor MARIE = new Actor("slack:U123", "Marie", Origin.SLACK, List.of("responder"));
    static final Deployment BAD = new Deployment(
            "dpl_bad",
            "vercel",
            "prj_web",
            "web",
            "production",
            "https://web.example",
            "https://vercel.example/d",
            "0a1b2c",
            "ship <it>",
            "marie",
            NOON);
    static final Deployment GOOD =
            new Deployment("dpl_good", "vercel", "prj_web", null, "production", null, null, null, null, null, NOON);
    static final IncidentRef OTHER = new IncidentRef(new IncidentId(uuid(6)), 41);
    static final RunbookRef RUNBOOK = new RunbookRef("voiceaitraining", "service-outage", "Complete service outage");
    static final Plan PLAN = new Plan(
            "vercel.rollback", "prj_web", "dpl_bad", "dpl_good", List.of("dpl_bad is 4 minutes old"), "c4f3", "abcd");
    static final Approval APPROVAL =
            new Approval(uuid(4), PLAN, List.of("responders"), 1, NOON.plusSeconds(900), List.of("slack:U123"));
    static final Reading READING = new Reading(false, "status 500", Map.of("status", "500"), NOON);
    static final Tick TICK = new Tick("slack:U123", "Marie", NOON, "all of them");
    static final BrokenGlass GLASS = new BrokenGlass(
            uuid(6), List.of("cooldown"), "admin", "admin", "customers cannot pay", NOON.plusSeconds(900));
    static final Receiver SLACK = new Receiver.Slack("incidents", "#incidents");

    private Samples() {}

    static List<Signal> signals() {
        return List.of(
                new Signal.AlertReceived(EVENT, alert()),
                new Signal.DeploymentChanged(EVENT, "vercel:ev_1", BAD, DeploymentState.LIVE, NOON, NOON),
                new Signal.DeploymentRolledBack(
                        EVENT, "vercel:ev_2", "vercel", "prj_web", "dpl_bad", "dpl_good", NOON, NOON));
    }

    static List<IncidentEvent> incidentEvents() {
        return List.of(
                new IncidentEvent.Opened(
                        alert(),
                        "Site down",
                        Severity.CRITICAL,
                        "P0",
                        "voiceaitraining/web",
                        BAD,
                        GOOD,
                        "name matches"),
                new IncidentEvent.AlertsAdded(List.of(AlertSummary.of(alert())), 7),
                new IncidentEvent.AlertsResolved(List.of(AlertSummary.of(alert())), 0),
                new IncidentEvent.LevelChanged("P1", "P0", Severity.CRITICAL, "older than 30 minutes"),
                new IncidentEvent.Escalated(
                        1,
                        List.of(
                                SLACK,
                                new Receiver.PagerDuty("on-call", "pagerduty-routing-key"),
                                new Receiver.Statuspage("customers", "statuspage-id", "statuspage-token")),
                        "Nobody has acknowledged"),
                new IncidentEvent.Acknowledged("investigating"),
                new IncidentEvent.Assigned("Marie", new Assignee("Kim", "kim@example.com"), "my shift is over"),
                new IncidentEvent.Mitigated("rollback verified"),
                new IncidentEvent.ObservationStarted(Duration.ofMinutes(15), NOON.plusSeconds(900)),
                new IncidentEvent.Resolved("nothing fires"),
                new IncidentEvent.Reopened("fires again"),
                new IncidentEvent.NoteAdded("looked at the database"),
                new IncidentEvent.RemediationProgressed(
                        REMEDIATION, RemediationState.RUNNING, "remediation.started.v1", "runbook started"),
                new IncidentEvent.NotificationDelivered("incidents", "opened", NOON, Duration.ofMillis(120)),
                new IncidentEvent.CommandRefused("incident.acknowledge.v1", "already resolved"),
                new IncidentEvent.ClockMissed("acknowledge", Duration.ofMinutes(5), NOON),
                new IncidentEvent.UpdateDue(Duration.ofMinutes(30), NOON),
                new IncidentEvent.Merged(OTHER, "the same database"),
                new IncidentEvent.Absorbed(OTHER, List.of(AlertSummary.of(alert())), "the same database"),
                new IncidentEvent.Split(OTHER, List.of(AlertSummary.of(alert())), "has nothing to do with it"),
                new IncidentEvent.Related(OTHER, "same-deployment", "dpl_bad is suspected in both"),
                new IncidentEvent.Flapping(
                        "HealthCheckFailed", "web", 4, Duration.ofMinutes(30), Duration.ofMinutes(10)),
                new IncidentEvent.PostmortemDue(NOON, Duration.ofHours(24)),
                new IncidentEvent.Closed("post-mortem discussed"),
                new IncidentEvent.Silenced(
                        uuid(7), List.of("name=SiteDown", "service=web"), NOON.plusSeconds(3600), "known"));
    }

    static List<RemediationEvent> remediationEvents() {
        String summary = "in plain words";
        return List.of(
                new RemediationEvent.Started(summary),
                new RemediationEvent.StepStarted("rollback", summary),
                new RemediationEvent.StepSucceeded("rollback", Map.of("status", "200"), summary),
                new RemediationEvent.StepFailed("rollback", summary),
                new RemediationEvent.StepSkipped("rollback", summary),
                new RemediationEvent.ManualStepOpened("tell-customers", summary),
                new RemediationEvent.ActionShadowed("rollback", PLAN, summary),
                new RemediationEvent.ApprovalRequested("rollback", APPROVAL, summary),
                new RemediationEvent.Approved("rollback", APPROVAL, summary),
                new RemediationEvent.Rejected("rollback", summary),
                new RemediationEvent.ApprovalVoided("rollback", summary),
                new RemediationEvent.AnswerRefused("rollback", summary),
                new RemediationEvent.ActionDispatched("rollback", 1, PLAN, null, summary),
                new RemediationEvent.ActionApplied("rollback", 1, "dpl_bad", summary),
                new RemediationEvent.ActionRefused("rollback", "cooldown", List.of(), NOON, summary),
                new RemediationEvent.Verified("rollback", null, summary),
                new RemediationEvent.VerificationFailed("rollback", null, summary),
                new RemediationEvent.Undone("rollback", summary),
                new RemediationEvent.UndoProbed("rollback", false, READING, summary),
                new RemediationEvent.TrustChanged("rollback", StepMode.APPROVE, StepMode.AUTO, 5, summary),
                new RemediationEvent.ManualStepDone("tell-customers", TICK, summary),
                new RemediationEvent.ManualStepReopened("tell-customers", summary),
                new RemediationEvent.GlassBroken("rollback", GLASS, summary),
                new RemediationEvent.OutcomeUnknown("rollback", 1, summary),
                new RemediationEvent.Finished(RemediationState.SUCCEEDED, summary));
    }

    static List<Command> commands() {
        return List.of(
                new Command.AcknowledgeIncident(EVENT, MARIE, NOON, INCIDENT, "investigating"),
                new Command.AssignIncident(
                        EVENT, MARIE, NOON, INCIDENT, new Assignee("Kim", "kim@example.com"), "my shift is over"),
                new Command.ResolveIncident(EVENT, MARIE, NOON, INCIDENT, "fixed"),
                new Command.ReopenIncident(EVENT, MARIE, NOON, INCIDENT, "not fixed"),
                new Command.EscalateIncident(EVENT, MARIE, NOON, INCIDENT, "stuck"),
                new Command.AddNote(EVENT, MARIE, NOON, INCIDENT, "a note"),
                new Command.PageReceiver(
                        EVENT, MARIE, NOON, INCIDENT, new Receiver.PagerDuty("on-call", "routing-key"), "look"),
                new Command.ChangeLevel(EVENT, MARIE, NOON, INCIDENT, "P1", "all customers see it"),
                new Command.ApproveStep(EVENT, MARIE, NOON, INCIDENT, REMEDIATION, uuid(4)),
                new Command.RejectStep(EVENT, MARIE, NOON, INCIDENT, REMEDIATION, uuid(4), "too risky"),
                new Command.CancelRemediation(EVENT, MARIE, NOON, INCIDENT, REMEDIATION, "by hand"),
                new Command.CloseIncident(EVENT, MARIE, NOON, INCIDENT, "post-mortem discussed"),
                new Command.SilenceIncident(
                        EVENT, MARIE, NOON, INCIDENT, List.of("service=web"), NOON.plusSeconds(3600), "known"),
                new Command.RunRunbook(EVENT, MARIE, NOON, INCIDENT, "service-outage"),
                new Command.TickStep(EVENT, MARIE, NOON, INCIDENT, REMEDIATION, "tell-customers", "all of them"),
                new Command.UntickStep(EVENT, MARIE, NOON, INCIDENT, REMEDIATION, "tell-customers"),
                new Command.BreakGlass(
                        EVENT,
                        MARIE,
                        NOON,
                        INCIDENT,
                        REMEDIATION,
                        "rollback",
                        List.of("cooldown"),
                        "customers cannot pay"),
                new Command.TryRunbook(
                        EVENT, MARIE, NOON, uuid(7), "voiceaitraining", "service-outage", INCIDENT, alert(), true),
                new Command.CheckChecklist(EVENT, MARIE, NOON, uuid(8), "voiceaitraining", "weekly"),
                new Command.PauseAutomation(EVENT, MARIE, NOON, "global", "release day"),
                new Command.ResumeAutomation(EVENT, MARIE, NOON, "system:vocavision", "done"),
                new Command.FreezeAutomation(
                        EVENT, MARIE, NOON, "system:vocavision", "vocavision/Sunday night", "Sunday night", NOON, NOON),
                new Command.ThawAutomation(EVENT, MARIE, NOON, "system:vocavision", "vocavision/Sunday night", NOON));
    }

    static Incident incident() {
        return new Incident(
                INCIDENT,
                42,
                "Site down",
                IncidentState.ACKNOWLEDGED,
                Severity.CRITICAL,
                "P0",
                "Critical",
                "voiceaitraining",
                "web",
                RUNBOOK,
                "voiceaitraining/web",
                alert(),
                List.of(AlertSummary.of(alert())),
                1,
                3,
                BAD,
                GOOD,
                List.of(SLACK),
                NOON,
                NOON,
                "Marie",
                null,
                null,
                null,
                null,
                NOON);
    }

    static Remediation remediation() {
        Step step = new Step(
                "rollback",
                StepKind.ACTION,
                "vercel.rollback",
                StepMode.APPROVE,
                StepStatus.AWAITING_APPROVAL,
                "waits for a responder",
                Map.of("status", "200"),
                "dpl_bad",
                APPROVAL,
                List.of(new Link("Vercel status", "https://vercel.example/status")),
                NOON,
                null);
        return new Remediation(
                REMEDIATION,
                INCIDENT,
                RUNBOOK,
                "web",
                "c4f3",
                RemediationState.AWAITING_APPROVAL,
                List.of(step),
                NOON,
                null);
    }

    /** What later versions added to events that there were before. */
    static Map<String, RemediationEvent> richerRemediationEvents() {
        String summary = "in plain words";
        Plan passed = new Plan(
                "vercel.rollback",
                "prj_web",
                "dpl_bad",
                "dpl_good",
                List.of("why"),
                List.of("cooldown"),
                "c4f3",
                "abcd");
        return Map.of(
                "figures",
                new RemediationEvent.ActionRefused(
                        "rollback", "cooldown", List.of(Figure.of("done ago", "PT5M", "PT30M")), NOON, summary),
                "probe",
                new RemediationEvent.Verified("rollback", READING, summary),
                "probed",
                new RemediationEvent.VerificationFailed("rollback", READING, summary),
                "probing",
                new RemediationEvent.ActionDispatched("rollback", 1, passed, READING, summary));
    }

    static Remediation remediationByPeople() {
        Step step = new Step(
                "rollback",
                StepKind.ACTION,
                "vercel.rollback",
                StepMode.APPROVE,
                StepStatus.RUNNING,
                "why",
                Map.of(),
                null,
                null,
                List.of(),
                NOON,
                null,
                new Probe(READING, READING, READING),
                TICK,
                GLASS);
        return new Remediation(
                REMEDIATION, INCIDENT, RUNBOOK, "web", "c4f3", RemediationState.RUNNING, List.of(step), NOON, null);
    }

    static DryRun dryRun() {
        DryRun.Planned step = new DryRun.Planned(
                "rollback",
                StepKind.ACTION,
                "vercel.rollback",
                StepMode.AUTO,
                DryRun.Would.BE_REFUSED,
                "cooldown: done 5 min ago",
                PLAN,
                List.of(new GuardVerdict(
                        "cooldown", false, "done 5 min ago", List.of(Figure.of("done ago", "PT5M", "PT30M")), NOON)),
                READING);
        return new DryRun(
                uuid(7), "voiceaitraining", "service-outage", "web", "c4f3", true, List.of(step), "a problem");
    }

    static Alert alert() {
        return new Alert(
                new AlertId(uuid(5)),
                "prometheus:{}:5930b8414d980a58:2026-02-01T11:58:00Z:firing",
                "prometheus",
                "alertmanager",
                AlertStatus.FIRING,
                "HealthCheckFailed",
                Severity.CRITICAL,
                "5930b8414d980a58",
                "web",
                "voiceaitraining",
                "production",
                "2.4.1",
                "Health check fails",
                "three times in a row",
                Map.of("service", "web"),
                Map.of("summary", "Health check fails"),
                List.of(new Link("Graph", "http://prometheus.example/graph")),
                NOON.minusSeconds(120),
                null,
                NOON);
    }

    private static UUID uuid(int n) {
        return new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L + n);
    }
}
