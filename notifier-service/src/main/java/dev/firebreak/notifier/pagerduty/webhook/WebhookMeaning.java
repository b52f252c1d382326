package dev.firebreak.notifier.pagerduty.webhook;

import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.Origin;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.Assignee;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.notifier.command.CommandIds;
import dev.firebreak.notifier.message.Text;
import java.time.Instant;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What an event there means here. */
sealed interface WebhookMeaning {
    record Tell(Command command) implements WebhookMeaning {}

    /** @param reason a word for the counter */
    record Nothing(String reason) implements WebhookMeaning {}

    /** As incident-service takes it. */
    int LONGEST_NOTE = 4_000;

    /**
     * @param incident ours, which it is about
     * @param now what PagerDuty dates later than that is taken as said now
     */
    static WebhookMeaning of(WebhookEvent event, IncidentId incident, Instant now) {
        Said said = new Said(event, incident, now);
        return switch (event.type()) {
            case "incident.acknowledged" -> said.byPerson(said.acknowledge());
            case "incident.resolved" -> said.byPerson(said.resolve());
            case "incident.reopened" -> said.byPerson(said.reopen());
            case "incident.annotated" -> said.note(WebhookEvent.text(event.data(), "content"));
            case "incident.status_update_published" ->
                said.note("Status update in PagerDuty: ", WebhookEvent.text(event.data(), "message"));
            case "incident.escalated" -> said.note("Escalated in PagerDuty to " + said.assignees());
            case "incident.reassigned", "incident.delegated" -> said.handOver();
            case "incident.unacknowledged" ->
                said.note("Not acknowledged any more in PagerDuty: it calls " + said.assignees() + " again");
            case "incident.priority_updated" -> said.note("Priority in PagerDuty is now " + said.priority());
            case "incident.triggered" -> new Nothing("opened");
            default -> new Nothing("unused");
        };
    }

    /** One event, in the words of commands. */
    record Said(WebhookEvent event, IncidentId incident, Instant now) {
        private EventId id() {
            return CommandIds.of("pagerduty", event.id(), incident.toString());
        }

        private Instant at() {
            return event.occurredAt().isAfter(now) ? now : event.occurredAt();
        }

        /** Whoever can do it there is a responder: PagerDuty has let them in. What nobody did is hearsay. */
        private Actor actor() {
            WebhookEvent.Agent agent = event.agent();
            return agent == null
                    ? Actor.source("pagerduty")
                    : new Actor("pagerduty:" + agent.id(), agent.name(), Origin.PAGERDUTY, List.of("responder"));
        }

        /** Without a person it is the echo of what we told PagerDuty, or a rule of its own: neither decides here. */
        WebhookMeaning byPerson(Command command) {
            return event.agent() == null ? new Nothing("echo") : new Tell(command);
        }

        Command acknowledge() {
            return new Command.AcknowledgeIncident(id(), actor(), at(), incident, null);
        }

        /** Merged into another incident there is not over: only a note says so. */
        Command resolve() {
            JsonNode reason = event.data().path("resolve_reason");
            if (reason.path("type").asString("").equals("merge_resolve_reason")) {
                String into = WebhookEvent.text(reason.path("incident"), "summary");
                return noteOf(
                        "Merged in PagerDuty into " + (into == null ? "another incident" : into) + "; here it goes on");
            }
            return new Command.ResolveIncident(id(), actor(), at(), incident, "resolved in PagerDuty");
        }

        Command reopen() {
            return new Command.ReopenIncident(id(), actor(), at(), incident, "reopened in PagerDuty");
        }

        /** To one person, by a person; anything else has no owner whom people here would know. */
        WebhookMeaning handOver() {
            return event.onlyAssignee()
                    .filter(_ -> event.agent() != null)
                    .<WebhookMeaning>map(user -> new Tell(new Command.AssignIncident(
                            id(),
                            actor(),
                            at(),
                            incident,
                            new Assignee(Text.cut(user.name(), Assignee.LONGEST), null),
                            null)))
                    .orElseGet(() -> note("Assigned in PagerDuty to " + assignees()));
        }

        WebhookMeaning note(String before, @Nullable String text) {
            return text == null ? new Nothing("empty") : note(before + text);
        }

        WebhookMeaning note(@Nullable String text) {
            return text == null ? new Nothing("empty") : new Tell(noteOf(text));
        }

        private Command noteOf(String text) {
            String note = text.length() <= LONGEST_NOTE ? text : text.substring(0, LONGEST_NOTE - 1) + "…";
            return new Command.AddNote(id(), actor(), at(), incident, note);
        }

        String assignees() {
            StringJoiner names = new StringJoiner(", ");
            event.data().path("assignees").values().stream()
                    .map(assignee -> WebhookEvent.text(assignee, "summary"))
                    .forEach(name -> names.add(name == null ? "somebody" : name));
            return names.length() == 0 ? "nobody" : names.toString();
        }

        String priority() {
            String priority = WebhookEvent.text(event.data().path("priority"), "summary");
            return priority == null ? "none" : priority;
        }
    }
}
