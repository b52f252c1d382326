package dev.firebreak.notifier.slack.card;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.element.BlockElement;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentState;
import dev.firebreak.model.remediation.Plan;
import java.util.ArrayList;
import java.util.List;

/** The buttons that fit the state. Their values are ids only: what a press means is decided where the state is. */
public final class Buttons {
    public static final String ACKNOWLEDGE = "acknowledge";
    public static final String RESOLVE = "resolve";
    public static final String APPROVE = "approve";
    public static final String REJECT = "reject";

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

    /** Empty when there is nothing left to press. */
    static List<LayoutBlock> incident(Incident incident) {
        String value = incident.id().toString();
        List<BlockElement> buttons = new ArrayList<>();
        if (incident.state() == IncidentState.TRIGGERED) {
            buttons.add(BlockKit.button(ACKNOWLEDGE, value, "Acknowledge", "primary", null));
        }
        if (incident.state().isOpen()) {
            buttons.add(BlockKit.button(
                    RESOLVE,
                    value,
                    "Resolve",
                    null,
                    BlockKit.confirm("Is it over?", "The incident is closed for everyone.", "Resolve")));
        }
        return buttons.isEmpty() ? List.of() : List.of(BlockKit.actions("incident/" + value, buttons));
    }
}
