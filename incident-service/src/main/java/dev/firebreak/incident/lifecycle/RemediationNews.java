package dev.firebreak.incident.lifecycle;

import dev.firebreak.model.Actor;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentState;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.RemediationFact;
import dev.firebreak.model.remediation.RemediationState;
import dev.firebreak.model.wire.Wire;
import java.time.Instant;
import java.util.List;

/** What a remediation's progress means for its incident. */
public final class RemediationNews {
    private RemediationNews() {}

    /** @param verified whether an action of this remediation was proven to have helped, by then */
    public record Progress(RemediationFact fact, boolean verified) {}

    /** What several facts about one incident mean, one after the other. */
    public static Decision decide(Dossier dossier, List<Progress> news, Instant now) {
        Decision decision = Decision.nothing(dossier);
        for (Progress progress : news) {
            decision = decision.then(decide(decision.dossier(), progress.fact(), progress.verified(), now));
        }
        return decision;
    }

    static Decision decide(Dossier dossier, RemediationFact fact, boolean verified, Instant now) {
        if (isNoise(fact.event())) {
            return Decision.nothing(dossier);
        }
        Draft draft = new Draft(dossier, now);
        draft.record(
                new IncidentEvent.RemediationProgressed(
                        fact.remediation().id(),
                        fact.remediation().state(),
                        kindOf(fact.event()),
                        fact.event().summary()),
                fact.actor());
        if (fact.event() instanceof RemediationEvent.GlassBroken broken
                && draft.state().isOpen()) {
            DueSteps.engageAll(draft, broken.summary(), fact.actor());
        }
        if (fact.event() instanceof RemediationEvent.Finished(RemediationState state, String summary)
                && draft.state().isOpen()) {
            finished(draft, fact, state, summary, verified);
        }
        return draft.decision();
    }

    private static void finished(
            Draft draft, RemediationFact fact, RemediationState state, String summary, boolean verified) {
        switch (state) {
            case SUCCEEDED -> {
                if (verified && draft.state() != IncidentState.MITIGATED) {
                    Instant at = Heard.notAfter(draft.now(), fact.occurredAt());
                    draft.say(Statement.mitigated(at, fact.actor().name()));
                    if (draft.state() == IncidentState.MITIGATED) { // not when it was reopened since
                        draft.record(new IncidentEvent.Mitigated(summary), Actor.FIREBREAK);
                    }
                }
            }
            case FAILED, NEEDS_PERSON -> DueSteps.engageRest(draft, summary, Actor.FIREBREAK);
            case STOPPED, RUNNING, AWAITING_APPROVAL -> {}
        }
    }

    /** A step that only begins, or that its condition left out, tells people nothing that they need. */
    private static boolean isNoise(RemediationEvent event) {
        return event instanceof RemediationEvent.StepStarted || event instanceof RemediationEvent.StepSkipped;
    }

    /** {@code remediation.actionApplied.v1} is told as {@code actionApplied}. */
    private static String kindOf(RemediationEvent event) {
        String type = Wire.typeOf(event);
        return type.substring(type.indexOf('.') + 1, type.lastIndexOf('.'));
    }
}
