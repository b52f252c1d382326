package dev.firebreak.model.command;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.incident.Assignee;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.incident.Receiver;
import dev.firebreak.model.remediation.RemediationId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for, on {@code firebreak.commands}. Carries ids only: whoever owns the state decides, and the
 * answer is an event. Each command goes to one owner, named by its sub-interface.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface Command {
    /** The same on every redelivery. */
    EventId id();

    Actor actor();

    /** When the person asked, by the clock of the edge that heard it. */
    Instant issuedAt();

    /** Carried out by incident-service. */
    sealed interface ForIncident extends Command {
        IncidentId incidentId();
    }

    /** Carried out by remediation-service. */
    sealed interface ForRemediation extends Command {}

    @JsonTypeName("incident.acknowledge.v1")
    record AcknowledgeIncident(
            EventId id,
            Actor actor,
            Instant issuedAt,
            IncidentId incidentId,
            @Nullable String note) implements ForIncident {}

    /** @param to who has it from then on, which may be the actor */
    @JsonTypeName("incident.assign.v1")
    record AssignIncident(
            EventId id,
            Actor actor,
            Instant issuedAt,
            IncidentId incidentId,
            Assignee to,
            @Nullable String note) implements ForIncident {}

    @JsonTypeName("incident.resolve.v1")
    record ResolveIncident(
            EventId id,
            Actor actor,
            Instant issuedAt,
            IncidentId incidentId,
            @Nullable String reason) implements ForIncident {}

    @JsonTypeName("incident.reopen.v1")
    record ReopenIncident(
            EventId id,
            Actor actor,
            Instant issuedAt,
            IncidentId incidentId,
            @Nullable String reason) implements ForIncident {}

    /**
     * It is over for good: what fires for the same thing later is another incident.
     *
     * @param reason such as where the post-mortem is, or why none is needed
     */
    @JsonTypeName("incident.close.v1")
    record CloseIncident(EventId id, Actor actor, Instant issuedAt, IncidentId incidentId, String reason)
            implements ForIncident {}

    /**
     * Hold alerts back for a time; said in the incident that they are about. The silence has the command's id.
     *
     * @param matchers such as {@code service=web}, all of which must match; null for the name and the service of the
     *     alert that opened the incident
     */
    @JsonTypeName("incident.silence.v1")
    record SilenceIncident(
            EventId id,
            Actor actor,
            Instant issuedAt,
            IncidentId incidentId,
            @Nullable List<String> matchers,
            Instant until,
            String reason)
            implements ForIncident {
        public SilenceIncident {
            matchers = matchers == null ? null : List.copyOf(matchers);
        }
    }

    @JsonTypeName("incident.escalate.v1")
    record EscalateIncident(
            EventId id,
            Actor actor,
            Instant issuedAt,
            IncidentId incidentId,
            @Nullable String reason) implements ForIncident {}

    /** @param level one of the system's own */
    @JsonTypeName("incident.changeLevel.v1")
    record ChangeLevel(EventId id, Actor actor, Instant issuedAt, IncidentId incidentId, String level, String reason)
            implements ForIncident {}

    @JsonTypeName("incident.addNote.v1")
    record AddNote(EventId id, Actor actor, Instant issuedAt, IncidentId incidentId, String text)
            implements ForIncident {}

    /**
     * Calls somebody now, whatever the escalation policy says.
     *
     * @param receiver whole, as the runbook's catalogue has it: it need not be in the incident's policy
     */
    @JsonTypeName("incident.page.v1")
    record PageReceiver(
            EventId id,
            Actor actor,
            Instant issuedAt,
            IncidentId incidentId,
            Receiver receiver,
            @Nullable String message)
            implements ForIncident {}

    /** @param approvalId the question that is answered; an answer to another one does not count */
    @JsonTypeName("remediation.approve.v1")
    record ApproveStep(
            EventId id,
            Actor actor,
            Instant issuedAt,
            IncidentId incidentId,
            RemediationId remediationId,
            UUID approvalId)
            implements ForRemediation {}

    @JsonTypeName("remediation.reject.v1")
    record RejectStep(
            EventId id,
            Actor actor,
            Instant issuedAt,
            IncidentId incidentId,
            RemediationId remediationId,
            UUID approvalId,
            @Nullable String reason)
            implements ForRemediation {}

    @JsonTypeName("remediation.cancel.v1")
    record CancelRemediation(
            EventId id,
            Actor actor,
            Instant issuedAt,
            IncidentId incidentId,
            RemediationId remediationId,
            @Nullable String reason)
            implements ForRemediation {}

    /**
     * Carry a runbook out for an open incident, whether it had its rounds or not; nothing while it runs already.
     *
     * @param runbook one of the incident's system; null for the incident's own
     */
    @JsonTypeName("remediation.run.v1")
    record RunRunbook(
            EventId id,
            Actor actor,
            Instant issuedAt,
            IncidentId incidentId,
            @Nullable String runbook) implements ForRemediation {}

    /** A manual step is done. */
    @JsonTypeName("remediation.tick.v1")
    record TickStep(
            EventId id,
            Actor actor,
            Instant issuedAt,
            IncidentId incidentId,
            RemediationId remediationId,
            String step,
            @Nullable String note)
            implements ForRemediation {}

    /** It is not done after all. */
    @JsonTypeName("remediation.untick.v1")
    record UntickStep(
            EventId id, Actor actor, Instant issuedAt, IncidentId incidentId, RemediationId remediationId, String step)
            implements ForRemediation {}

    /** @param guards those to pass for this step, once */
    @JsonTypeName("remediation.breakGlass.v1")
    record BreakGlass(
            EventId id,
            Actor actor,
            Instant issuedAt,
            IncidentId incidentId,
            RemediationId remediationId,
            String step,
            List<String> guards,
            String reason)
            implements ForRemediation {
        public BreakGlass {
            guards = List.copyOf(guards);
        }
    }

    /**
     * Say what a runbook would do, and do nothing. Answered by a {@link dev.firebreak.model.remediation.DryRunFact}.
     *
     * @param dryRun the answer's id
     * @param incidentId the incident to try it on; null with an alert
     * @param alert an alert to make up an incident of; null with an incident
     * @param runChecks really look at what the steps look at
     */
    @JsonTypeName("remediation.dryRun.v1")
    record TryRunbook(
            EventId id,
            Actor actor,
            Instant issuedAt,
            UUID dryRun,
            String system,
            String runbook,
            @Nullable IncidentId incidentId,
            @Nullable Alert alert,
            boolean runChecks)
            implements ForRemediation {}

    /**
     * Makes the checks of a checklist; nothing is changed. The answer is a
     * {@link dev.firebreak.model.remediation.ChecklistFact}.
     *
     * @param post the posted list that wants to know
     */
    @JsonTypeName("checklist.check.v1")
    record CheckChecklist(EventId id, Actor actor, Instant issuedAt, UUID post, String system, String checklist)
            implements ForRemediation {}

    /** @param scope as in {@link dev.firebreak.model.remediation.AutomationFact} */
    @JsonTypeName("automation.pause.v1")
    record PauseAutomation(EventId id, Actor actor, Instant issuedAt, String scope, String reason)
            implements ForRemediation {}

    @JsonTypeName("automation.resume.v1")
    record ResumeAutomation(EventId id, Actor actor, Instant issuedAt, String scope, String reason)
            implements ForRemediation {}

    /**
     * Maintenance: in that time nothing acts in the scope. It ends by itself, and people's pauses are none of its business.
     *
     * @param windowId with {@code opensAt} and the scope the same on every repeat
     * @param title of the maintenance, for people
     */
    @JsonTypeName("automation.freeze.v1")
    record FreezeAutomation(
            EventId id,
            Actor actor,
            Instant issuedAt,
            String scope,
            String windowId,
            String title,
            Instant opensAt,
            Instant closesAt)
            implements ForRemediation {}

    /** The maintenance is over early; also when it comes before the freeze that it ends. */
    @JsonTypeName("automation.thaw.v1")
    record ThawAutomation(EventId id, Actor actor, Instant issuedAt, String scope, String windowId, Instant opensAt)
            implements ForRemediation {}
}
