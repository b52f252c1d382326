package dev.firebreak.remediation.execution;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.expression.UnresolvedException;
import dev.firebreak.catalog.runbook.Runbook;
import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.remediation.Approval;
import dev.firebreak.model.remediation.Plan;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.RemediationId;
import dev.firebreak.model.remediation.RemediationState;
import dev.firebreak.model.remediation.StepMode;
import dev.firebreak.remediation.action.Description;
import dev.firebreak.remediation.governor.Ask;
import dev.firebreak.remediation.governor.Refusal;
import dev.firebreak.remediation.governor.SystemBounds;
import dev.firebreak.remediation.planning.Plans;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A runbook's run over recorded history: the decisions of a turn, while what is outside is answered by whoever replays
 * it. No clock, no I/O, no Spring.
 */
public final class PastRun {
    /** As the actions' classes say of themselves, which cannot be asked without what they call. */
    static final Set<String> ROLLBACKS =
            Set.of("vercel.rollback", "haproxy.switchBackend", "kubernetes.switchService", "kubernetes.rolloutUndo");

    private static final int MOST_AT_ONCE = 500;

    /** What a run meets outside. */
    public interface Outside {
        boolean isGood(StepDefinition.Check step);

        /** What the first guard says that does not let it pass. */
        Optional<Refusal> judge(Ask ask);

        SystemBounds boundsOf(String system);

        /** It is done, and counts from now on. */
        void acted(Ask ask);

        /** Whether what was done is proven to have helped. */
        boolean helps(StepDefinition.Action step);

        /** Whether people say yes; asked once, right when they are asked. */
        boolean approves(StepDefinition.Action step);
    }

    /** @param remediation right after the event */
    public record Told(RemediationEvent event, Remediation remediation) {}

    /** @param next when it goes on by itself; null when it is over or something must arrive */
    public record Turn(List<Told> told, @Nullable Instant next) {
        public Turn {
            told = List.copyOf(told);
        }
    }

    private final String catalogVersion;
    private Held held;

    private PastRun(Held held, String catalogVersion) {
        this.held = held;
        this.catalogVersion = catalogVersion;
    }

    /** Empty when the incident has no runbook of this catalogue. */
    public static Optional<PastRun> start(RemediationId id, Catalog catalog, Incident incident, Instant now) {
        var ref = incident.runbook();
        Optional<Runbook> runbook = ref == null ? Optional.empty() : catalog.runbook(ref);
        return runbook.map(it -> new Remediation(
                        id,
                        incident.id(),
                        it.ref(),
                        incident.service(),
                        catalog.version(),
                        RemediationState.RUNNING,
                        InitialSteps.of(it, Map.of()),
                        now,
                        null))
                .map(remediation ->
                        new PastRun(held(remediation, Progress.NONE, incident, now, now), catalog.version()));
    }

    public boolean isFinished() {
        return held.remediation().state().isFinished();
    }

    public Remediation remediation() {
        return held.remediation();
    }

    /** All that happens at that moment. */
    public Turn turn(Catalog catalog, Incident incident, Instant alertedAt, Instant now, Outside outside) {
        held = held(held.remediation(), held.progress(), incident, alertedAt, now);
        List<Told> told = new ArrayList<>();
        for (int i = 0; i < MOST_AT_ONCE && !isFinished(); i++) {
            Optional<View> view = View.of(catalog, held);
            Decision decision = Decision.next(View.situation(view, held), now);
            if (decision instanceof Decision.Sleep(var until)) {
                return new Turn(told, until);
            }
            keep(change(view, decision, outside), told);
        }
        return new Turn(told, null);
    }

    private void keep(Change change, List<Told> told) {
        Remediation remediation = held.remediation();
        for (RemediationEvent event : change.events()) {
            remediation = Projection.after(remediation, event, held.now());
            told.add(new Told(event, remediation));
        }
        held = held.after(change);
    }

    private Change change(Optional<View> view, Decision decision, Outside outside) {
        return switch (decision) {
            case Decision.Look(StepDefinition.Check step) ->
                Change.of(
                        held,
                        outside.isGood(step)
                                ? new RemediationEvent.StepSucceeded(step.id(), Map.of(), "taken to be good")
                                : new RemediationEvent.StepFailed(step.id(), "taken to be bad"));
            case Decision.Act(StepDefinition.Action step) -> act(view.orElseThrow(), step, outside);
            case Decision.Finish(RemediationState state, String summary) -> Still.finished(held, state, summary);
            case Decision.StartWait _,
                    Decision.EndWait _,
                    Decision.OpenManual _,
                    Decision.Skip _,
                    Decision.Expire _,
                    Decision.Stop _,
                    Decision.Observe _,
                    Decision.Probe _,
                    Decision.Undo _,
                    Decision.ProbeUndo _,
                    Decision.Sleep _ -> Still.change(held, view, decision).orElseThrow();
        };
    }

    private Change act(View view, StepDefinition.Action step, Outside outside) {
        try {
            view.request(step.with(), held);
        } catch (UnresolvedException e) {
            return Change.of(held, new RemediationEvent.StepFailed(step.id(), "Cannot: " + e.getMessage()));
        }
        Approval asked = held.state(step).approval();
        Ask ask = ask(step, outside, asked);
        String words = step.type() + " on " + ask.targetKey();
        Optional<Refusal> refusal = outside.judge(ask);
        if (held.mode(step) == StepMode.SHADOW) {
            String but = refusal.map(it -> "; not now, " + it.guard().word() + ": " + it.reason())
                    .orElse("");
            return Change.of(
                    held, new RemediationEvent.ActionShadowed(step.id(), plan(step, ask), "Would do: " + words + but));
        }
        boolean isAsked = held.mode(step) == StepMode.APPROVE && asked == null;
        if (refusal.isPresent()) {
            return refused(step, words, isAsked, refusal.get());
        }
        return isAsked ? asked(step, plan(step, ask), words, outside) : done(step, ask, words, outside);
    }

    private Change refused(StepDefinition.Action step, String words, boolean isAsked, Refusal refusal) {
        String guard = refusal.guard().word();
        return Change.of(
                held,
                new RemediationEvent.ActionRefused(
                        step.id(),
                        guard,
                        refusal.figures(),
                        refusal.allowedAgainAt(),
                        (isAsked ? "Not asked: " : "Not done: ") + words + "; " + guard + ": " + refusal.reason()));
    }

    private Change asked(StepDefinition.Action step, Plan plan, String words, Outside outside) {
        UUID id = UUID.nameUUIDFromBytes((held.remediation().id() + "/" + step.id()).getBytes(StandardCharsets.UTF_8));
        Approval approval = new Approval(
                id,
                plan,
                step.approve().by(),
                step.approve().people(),
                held.now().plus(step.approve().within()),
                List.of());
        Change change = Change.of(
                        held, new RemediationEvent.ApprovalRequested(step.id(), approval, "Approve? " + words))
                .with(held.progress().with(step.id(), StepProgress::askedAgain));
        if (!outside.approves(step)) {
            return change;
        }
        List<String> people = new ArrayList<>();
        for (int i = 1; i <= approval.people(); i++) {
            people.add("person-" + i);
        }
        Approval yes = new Approval(id, plan, approval.by(), approval.people(), approval.expiresAt(), people);
        return change.and(Optional.of(new RemediationEvent.Approved(step.id(), yes, "Approved")));
    }

    private Change done(StepDefinition.Action step, Ask ask, String words, Outside outside) {
        outside.acted(ask);
        RemediationEvent applied = new RemediationEvent.ActionApplied(step.id(), 1, null, words);
        if (step.verify() == null) {
            return Change.of(
                    held,
                    applied,
                    new RemediationEvent.StepSucceeded(step.id(), Map.of(), words + "; nothing verifies it"));
        }
        return Change.of(
                held,
                applied,
                outside.helps(step)
                        ? new RemediationEvent.Verified(step.id(), null, "taken to have helped")
                        : new RemediationEvent.VerificationFailed(step.id(), null, "taken not to have helped"));
    }

    private Plan plan(StepDefinition.Action step, Ask ask) {
        var ready = new Description.Ready(
                ask.targetKey(), ask.targetKey(), null, "as the runbook says", null, List.of(), Map.of());
        return Plans.of(held.remediation(), step, ready, null, catalogVersion);
    }

    private Ask ask(StepDefinition.Action step, Outside outside, @Nullable Approval approval) {
        Remediation remediation = held.remediation();
        String system = remediation.runbook().system();
        return new Ask(
                remediation.id(),
                remediation.incidentId(),
                held.incidentIsOpen(),
                system,
                remediation.service(),
                step.id(),
                step.type(),
                system + "/" + remediation.service() + "/" + step.type(),
                ROLLBACKS.contains(step.type()),
                false,
                step.limits(),
                outside.boundsOf(system),
                Set.of(),
                approval == null ? null : approval.expiresAt(),
                held.alertedAt(),
                null);
    }

    private static Held held(
            Remediation remediation, Progress progress, Incident incident, Instant alertedAt, Instant now) {
        return new Held(
                remediation,
                1,
                progress,
                0,
                0,
                incident,
                incident.state().isOpen(),
                alertedAt,
                null,
                null,
                Map.of(),
                Map.of(),
                null,
                now,
                0);
    }
}
