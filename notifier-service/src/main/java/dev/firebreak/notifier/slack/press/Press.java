package dev.firebreak.notifier.slack.press;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.Assignee;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.remediation.RemediationId;
import dev.firebreak.notifier.command.CommandIds;
import dev.firebreak.notifier.slack.card.Buttons;
import dev.firebreak.notifier.slack.modal.Modal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Somebody pressed a button.
 *
 * @param message the message's time stamp; empty where Slack sends none
 * @param trigger opens one dialog within three seconds; empty where Slack sends none
 * @param pressedAt Slack's time stamp of the press: the same when it sends the press again
 * @param responseUrl null where Slack takes no answer
 */
record Press(
        String userId,
        String userName,
        String actionId,
        String value,
        String message,
        String trigger,
        String pressedAt,
        @Nullable String responseUrl) {

    static Press of(BlockActionPayload payload) {
        BlockActionPayload.User user = payload.getUser();
        BlockActionPayload.Action action = payload.getActions().getFirst();
        return new Press(
                user.getId(),
                firstOf(user.getName(), user.getUsername(), user.getId()),
                action.getActionId(),
                firstOf(action.getValue(), "", ""),
                messageOf(payload),
                firstOf(payload.getTriggerId(), "", ""),
                firstOf(action.getActionTs(), payload.getTriggerId(), ""),
                payload.getResponseUrl());
    }

    /** The dialog that the button opens; empty when it asks nothing more. */
    Optional<Modal> modal() {
        return switch (actionId) {
            case Buttons.RESOLVE -> Optional.of(Modal.RESOLVE);
            case Buttons.NOTE -> Optional.of(Modal.NOTE);
            case Buttons.SILENCE -> Optional.of(Modal.SILENCE);
            default -> Optional.empty();
        };
    }

    /**
     * Empty when it is no button of ours, or one of an older version.
     *
     * @param person as whom they have an incident; asked only where it is about that
     */
    Optional<Command> command(Actor actor, Supplier<Assignee> person, Instant now) {
        String[] ids = value.split("/", 3);
        try {
            return switch (actionId) {
                case Buttons.ACKNOWLEDGE, Buttons.TAKE, Buttons.ESCALATE, Buttons.RUN ->
                    ids.length == 1 ? ofIncident(IncidentId.parse(ids[0]), actor, person, now) : Optional.empty();
                case Buttons.CANCEL ->
                    ids.length == 2
                            ? ofRemediation(IncidentId.parse(ids[0]), RemediationId.parse(ids[1]), "", actor, now)
                            : Optional.empty();
                case Buttons.APPROVE, Buttons.REJECT, Buttons.TICK ->
                    ids.length == 3
                            ? ofRemediation(IncidentId.parse(ids[0]), RemediationId.parse(ids[1]), ids[2], actor, now)
                            : Optional.empty();
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException e) { // the value holds no ids
            return Optional.empty();
        }
    }

    private Optional<Command> ofIncident(IncidentId incident, Actor actor, Supplier<Assignee> person, Instant now) {
        return switch (actionId) {
            case Buttons.ACKNOWLEDGE -> Optional.of(new Command.AcknowledgeIncident(id(), actor, now, incident, null));
            case Buttons.TAKE ->
                Optional.of(new Command.AssignIncident(id(), actor, now, incident, person.get(), null));
            case Buttons.ESCALATE -> Optional.of(new Command.EscalateIncident(id(), actor, now, incident, null));
            case Buttons.RUN -> Optional.of(new Command.RunRunbook(id(), actor, now, incident, null));
            default -> Optional.empty();
        };
    }

    private Optional<Command> ofRemediation(
            IncidentId incident, RemediationId remediation, String which, Actor actor, Instant now) {
        return switch (actionId) {
            case Buttons.APPROVE ->
                Optional.of(new Command.ApproveStep(id(), actor, now, incident, remediation, UUID.fromString(which)));
            case Buttons.REJECT ->
                Optional.of(
                        new Command.RejectStep(id(), actor, now, incident, remediation, UUID.fromString(which), null));
            case Buttons.CANCEL ->
                Optional.of(new Command.CancelRemediation(id(), actor, now, incident, remediation, null));
            case Buttons.TICK ->
                Optional.of(new Command.TickStep(id(), actor, now, incident, remediation, which, null));
            default -> Optional.empty();
        };
    }

    /** The incident that it is about; empty when the value names none. */
    Optional<IncidentId> incident() {
        try {
            return Optional.of(IncidentId.parse(value.split("/", 2)[0]));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The same for the same press, so that a repeat is the same command. */
    private EventId id() {
        return CommandIds.of(userId, message, actionId, value, pressedAt);
    }

    private static String messageOf(BlockActionPayload payload) {
        BlockActionPayload.Container container = payload.getContainer();
        String inContainer = container == null ? null : container.getMessageTs();
        String inMessage =
                payload.getMessage() == null ? null : payload.getMessage().getTs();
        return firstOf(inContainer, inMessage, "");
    }

    private static String firstOf(@Nullable String first, @Nullable String second, String otherwise) {
        if (first != null && !first.isBlank()) {
            return first;
        }
        return second != null && !second.isBlank() ? second : otherwise;
    }

    /** The address is a secret: who has it can speak in the channel. */
    @Override
    public String toString() {
        return "Press[" + actionId + " by " + userId + "]";
    }
}
