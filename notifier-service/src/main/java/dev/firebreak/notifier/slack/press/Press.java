package dev.firebreak.notifier.slack.press;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.Origin;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.remediation.RemediationId;
import dev.firebreak.notifier.command.CommandIds;
import dev.firebreak.notifier.slack.card.Buttons;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody pressed a button.
 *
 * @param message the message's time stamp; empty where Slack sends none
 * @param pressedAt Slack's time stamp of the press: the same when it sends the press again
 * @param responseUrl null where Slack takes no answer
 */
record Press(
        String userId,
        String userName,
        String actionId,
        String value,
        String message,
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
                firstOf(action.getActionTs(), payload.getTriggerId(), ""),
                payload.getResponseUrl());
    }

    /** Empty when it is no button of ours, or one of an older version. */
    Optional<Command> command(Instant now) {
        String[] ids = value.split("/", -1);
        try {
            return switch (actionId) {
                case Buttons.ACKNOWLEDGE -> ids.length == 1 ? acknowledge(ids, now) : Optional.empty();
                case Buttons.RESOLVE -> ids.length == 1 ? resolve(ids, now) : Optional.empty();
                case Buttons.APPROVE -> ids.length == 3 ? approve(ids, now) : Optional.empty();
                case Buttons.REJECT -> ids.length == 3 ? reject(ids, now) : Optional.empty();
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException e) { // the value holds no ids
            return Optional.empty();
        }
    }

    private Optional<Command> acknowledge(String[] ids, Instant now) {
        return Optional.of(new Command.AcknowledgeIncident(id(), actor(), now, IncidentId.parse(ids[0]), null));
    }

    private Optional<Command> resolve(String[] ids, Instant now) {
        return Optional.of(new Command.ResolveIncident(id(), actor(), now, IncidentId.parse(ids[0]), null));
    }

    private Optional<Command> approve(String[] ids, Instant now) {
        return Optional.of(new Command.ApproveStep(
                id(), actor(), now, IncidentId.parse(ids[0]), RemediationId.parse(ids[1]), UUID.fromString(ids[2])));
    }

    private Optional<Command> reject(String[] ids, Instant now) {
        return Optional.of(new Command.RejectStep(
                id(),
                actor(),
                now,
                IncidentId.parse(ids[0]),
                RemediationId.parse(ids[1]),
                UUID.fromString(ids[2]),
                null));
    }

    /** Who pressed: known to be a responder by the time that a command is made. */
    private Actor actor() {
        return new Actor("slack:" + userId, userName, Origin.SLACK, List.of("responder"));
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
