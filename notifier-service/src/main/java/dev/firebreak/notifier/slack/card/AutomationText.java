package dev.firebreak.notifier.slack.card;

import dev.firebreak.model.remediation.Approval;
import dev.firebreak.model.remediation.Plan;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationState;
import dev.firebreak.model.remediation.Step;
import dev.firebreak.model.remediation.StepKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What automation did, is doing and wants. */
final class AutomationText {
    private static final int STEPS = 2200;
    private static final int QUESTION = 1800;
    private static final int EVIDENCE_SHOWN = 5;

    private AutomationText() {}

    static String steps(Remediation remediation) {
        List<String> lines = new ArrayList<>();
        lines.add("*Automation* · " + Mrkdwn.text(remediation.runbook().title(), 120) + " · "
                + word(remediation.state()));
        remediation.steps().stream()
                .filter(step -> step.kind() != StepKind.MANUAL)
                .map(AutomationText::line)
                .forEach(lines::add);
        return Lines.joined(STEPS, lines);
    }

    /** The plan as it will be carried out if somebody says yes. */
    static String question(CardSubject.Question question) {
        Approval approval = question.approval();
        Plan plan = approval.plan();
        List<String> lines = new ArrayList<>();
        lines.add("✋ *Approval wanted:* " + Mrkdwn.code(plan.action(), 80) + " on " + Mrkdwn.code(plan.target(), 160));
        lines.add("*From* " + from(plan.from()) + " *to* " + Mrkdwn.code(plan.to(), 200));
        plan.evidence().stream()
                .limit(EVIDENCE_SHOWN)
                .map(evidence -> "• " + Mrkdwn.text(evidence, 180))
                .forEach(lines::add);
        if (plan.evidence().size() > EVIDENCE_SHOWN) {
            lines.add("• … and " + (plan.evidence().size() - EVIDENCE_SHOWN) + " more");
        }
        lines.add("Asked of " + Mrkdwn.text(String.join(", ", approval.by()), 80) + said(approval) + " · expires "
                + Mrkdwn.time(approval.expiresAt()));
        return Lines.joined(QUESTION, lines);
    }

    private static String line(Step step) {
        String detail = step.detail() == null ? "" : ": " + Mrkdwn.text(step.detail(), 160);
        return CardWords.sign(step.status()) + " " + Mrkdwn.code(step.id(), 60) + " " + CardWords.word(step) + detail;
    }

    private static String from(@Nullable String from) {
        return from == null ? "whatever is there" : Mrkdwn.code(from, 200);
    }

    private static String said(Approval approval) {
        return approval.people() < 2
                ? ""
                : " · " + approval.approvedBy().size() + " of " + approval.people() + " said yes";
    }

    private static String word(RemediationState state) {
        return switch (state) {
            case RUNNING -> "running";
            case AWAITING_APPROVAL -> "waiting for a yes";
            case SUCCEEDED -> "done";
            case FAILED -> "did not help";
            case STOPPED -> "stopped";
            case NEEDS_PERSON -> "needs a person";
        };
    }
}
