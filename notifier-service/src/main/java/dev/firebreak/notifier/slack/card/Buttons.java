package dev.firebreak.notifier.slack.card;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.element.BlockElement;
import dev.firebreak.model.RunbookRef;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentState;
import dev.firebreak.model.remediation.Plan;
import dev.firebreak.model.remediation.Remediation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The buttons that fit the state. Their values are ids only: what a press means is decided where the state is. */
public final class Buttons {
    public static final String ACKNOWLEDGE = "acknowledge";
    public static final String TAKE = "take";
    public static final String RESOLVE = "resolve";
    public static final String ESCALATE = "escalate";
    public static final String NOTE = "note";
    public static final String SILENCE = "silence";
    public static final String APPROVE = "approve";
    public static final String REJECT = "reject";
    public static final String RUN = "run";
    public static final String CANCEL = "cancel";
    public static final String TICK = "tick";
    public static final String TICK_ITEM = "checklist-tick";
    public static final String CHECK_AGAIN = "checklist-check";
    public static final String SAMPLE = "sample";

    private static final int LONGEST_TICK = 300;

    private Buttons() {}

    static LayoutBlock answer(CardSubject.Question question) {
        String value = question.remediation().incidentId() + "/"
                + question.remediation().id() + "/"
                + question.approval().id();
        Plan plan = question.approval().plan();
        String what = Mrkdwn.plain(plan.action() + " on " + plan.target() + ": " + plan.to(), 290);
        return BlockKit.actions(
                "answer/" + question.approval().id(),
                List.of(
                        BlockKit.button(
                                APPROVE, value, "Approve", "primary", BlockKit.confirm("Do it now?", what, "Approve")),
                        BlockKit.button(REJECT, value, "Reject", "danger", null)));
    }

    /** About nothing that is open, so its value says nothing. */
    static LayoutBlock samples() {
        return BlockKit.actions(
                "samples", List.of(BlockKit.button(SAMPLE, SAMPLE, "Send me a sample of each", null, null)));
    }

    /** Empty for a step with a name that has no room: the console ticks it. */
    static Optional<BlockElement> tick(CardSubject.ToDo toDo) {
        String value = toDo.remediation().incidentId() + "/"
                + toDo.remediation().id() + "/" + toDo.step().id();
        return value.length() > LONGEST_TICK
                ? Optional.empty()
                : Optional.of(BlockKit.button(TICK, value, "Done", null, null));
    }

    /** Empty when there is nothing left to press. */
    static List<LayoutBlock> incident(CardSubject subject) {
        Incident incident = subject.incident();
        if (!incident.state().isOpen()) {
            return List.of();
        }
        String value = incident.id().toString();
        List<BlockElement> buttons = new ArrayList<>();
        if (incident.state() == IncidentState.TRIGGERED) {
            buttons.add(BlockKit.button(ACKNOWLEDGE, value, "Acknowledge", "primary", null));
        }
        if (incident.owner() != null) {
            buttons.add(BlockKit.button(TAKE, value, "Take over", null, null));
        }
        buttons.add(BlockKit.button(RESOLVE, value, "Resolve…", null, null));
        buttons.add(BlockKit.button(
                ESCALATE,
                value,
                "Escalate",
                null,
                BlockKit.confirm("Call the next ones?", "Whoever the policy names next is called now.", "Escalate")));
        buttons.add(BlockKit.button(NOTE, value, "Note…", null, null));
        if (incident.firingCount() > 0) {
            buttons.add(BlockKit.button(SILENCE, value, "Silence for…", null, null));
        }
        automation(subject).ifPresent(buttons::add);
        return List.of(BlockKit.actions("incident/" + value, buttons));
    }

    private static Optional<BlockElement> automation(CardSubject subject) {
        Incident incident = subject.incident();
        Optional<Remediation> running = subject.running();
        if (running.isPresent()) {
            return Optional.of(BlockKit.button(
                    CANCEL,
                    incident.id() + "/" + running.get().id(),
                    "Cancel automation",
                    "danger",
                    BlockKit.confirm("Stop it?", "What is done stays done; nothing more is begun.", "Stop it")));
        }
        RunbookRef runbook = incident.runbook();
        if (runbook == null || subject.remediations().isEmpty()) {
            return Optional.empty(); // without one there is nothing to run; one that was never begun is about to be
        }
        return Optional.of(BlockKit.button(
                RUN,
                incident.id().toString(),
                "Run runbook",
                null,
                BlockKit.confirm("Once more?", Mrkdwn.plain(runbook.title(), 290), "Run")));
    }
}
