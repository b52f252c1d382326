package dev.firebreak.notifier.slack.modal;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.Identified;
import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertId;
import dev.firebreak.model.alert.AlertStatus;
import dev.firebreak.model.alert.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Somebody says that something is broken. It is an alert like any other from there on: runbooks may match its source
 * {@code slack}, and what is silenced stays silent.
 *
 * @param about more words; empty when there are none
 */
public record Declaration(String title, String system, String service, Severity severity, String about) {
    /** Of a title, in characters. */
    public static final int LONGEST_TITLE = 150;

    private static final String SOURCE = "slack";

    /** @param id the same on every repeat */
    public Signal alert(EventId id, Actor actor, Instant now) {
        String key = SOURCE + ":" + id;
        Map<String, String> labels = Map.of("system", system, "service", service, "declaredBy", actor.name());
        return new Signal.AlertReceived(
                id,
                new Alert(
                        new AlertId(id.value()),
                        key,
                        SOURCE,
                        "declared",
                        AlertStatus.FIRING,
                        "Declared",
                        severity,
                        key,
                        service,
                        null,
                        null,
                        null,
                        title,
                        about.isEmpty() ? null : about,
                        labels,
                        Map.of(),
                        List.of(),
                        now,
                        null,
                        now));
    }

    /** @param written {@code service} or {@code system/service}; empty when there is none, or several of that name */
    public static Optional<Identified> place(String written, Catalog catalog) {
        List<Identified> found = catalog.systems().stream()
                .flatMap(system -> system.services().stream().map(service -> new Identified(system, service)))
                .filter(it -> written.equals(it.service().name())
                        || written.equals(
                                it.system().name() + "/" + it.service().name()))
                .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
}
