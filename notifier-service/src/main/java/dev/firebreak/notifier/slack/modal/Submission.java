package dev.firebreak.notifier.slack.modal;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.Identified;
import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Signal;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.notifier.command.CommandIds;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What comes of a filled dialog. */
sealed interface Submission {
    record Ask(Command command) implements Submission {}

    record Declare(Signal signal) implements Submission {}

    /** @param errors what is wrong with each field, by its name: Slack shows it there and keeps the dialog open */
    record Invalid(Map<String, String> errors) implements Submission {
        public Invalid {
            errors = Map.copyOf(errors);
        }
    }

    /** From an older version of ours. */
    record Unknown() implements Submission {}

    static Submission of(Filled filled, Actor actor, Instant now, Catalog catalog) {
        EventId id = CommandIds.of("modal", filled.userId(), filled.viewId(), filled.callbackId());
        Optional<Modal> modal = Modal.of(filled.callbackId());
        if (modal.isEmpty()) {
            return new Unknown();
        }
        String text = filled.value(ModalViews.TEXT);
        try {
            return switch (modal.get()) {
                case RESOLVE ->
                    new Ask(new Command.ResolveIncident(
                            id, actor, now, IncidentId.parse(filled.about()), text.isEmpty() ? null : text));
                case NOTE ->
                    text.isEmpty()
                            ? new Invalid(Map.of(ModalViews.TEXT, "Write what there is to note."))
                            : new Ask(new Command.AddNote(id, actor, now, IncidentId.parse(filled.about()), text));
                case SILENCE -> silence(filled, id, actor, now);
                case DECLARE -> declare(filled, id, actor, now, catalog);
            };
        } catch (IllegalArgumentException e) { // the metadata holds no incident
            return new Unknown();
        }
    }

    private static Submission silence(Filled filled, EventId id, Actor actor, Instant now) {
        Map<String, String> errors = new LinkedHashMap<>();
        Optional<Duration> lasts = Lasting.of(filled.value(ModalViews.LASTS));
        if (lasts.isEmpty()) {
            errors.put(ModalViews.LASTS, "Choose for how long.");
        }
        if (filled.value(ModalViews.TEXT).isEmpty()) {
            errors.put(ModalViews.TEXT, "Say why, for whoever wonders about the silence.");
        }
        return errors.isEmpty()
                ? new Ask(new Command.SilenceIncident(
                        id,
                        actor,
                        now,
                        IncidentId.parse(filled.about()),
                        null,
                        now.plus(lasts.orElseThrow()),
                        filled.value(ModalViews.TEXT)))
                : new Invalid(errors);
    }

    private static Submission declare(Filled filled, EventId id, Actor actor, Instant now, Catalog catalog) {
        Map<String, String> errors = new LinkedHashMap<>();
        if (filled.value(ModalViews.TITLE).isEmpty()) {
            errors.put(ModalViews.TITLE, "Say in a few words what is broken.");
        }
        Optional<Identified> place = Declaration.place(filled.value(ModalViews.SERVICE), catalog);
        if (place.isEmpty()) {
            errors.put(ModalViews.SERVICE, "Choose a service; the catalogue has no such one any more.");
        }
        return errors.isEmpty()
                ? new Declare(new Declaration(
                                filled.value(ModalViews.TITLE),
                                place.orElseThrow().system().name(),
                                place.orElseThrow().service().name(),
                                filled.value(ModalViews.SEVERITY).equals("error") ? Severity.ERROR : Severity.CRITICAL,
                                filled.value(ModalViews.TEXT))
                        .alert(id, actor, now))
                : new Invalid(errors);
    }
}
