package dev.firebreak.incident.lifecycle;

import dev.firebreak.incident.lifecycle.Statement.Kind;
import dev.firebreak.model.Actor;
import dev.firebreak.model.alert.Drill;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.Receiver;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is different about the incidents of a drill: who hears of them, and that they end by themselves. */
public final class Drills {
    private static final String OVER = "the drill is over";

    private Drills() {}

    /** Empty for what is real. */
    static Optional<Instant> overAt(Incident incident) {
        if (!incident.isDrill()) {
            return Optional.empty();
        }
        Instant latest = incident.openedAt().plus(Drill.LONGEST);
        Instant said = said(incident.trigger().labels().get(Drill.ENDS_AT)).orElse(latest);
        return Optional.of(said.isBefore(latest) ? said : latest);
    }

    /** A person ends the drill before its time. Nothing when the incident is closed or real. */
    public static Decision end(Dossier dossier, Actor actor, Instant now) {
        Draft draft = new Draft(dossier, now);
        if (dossier.incident().isDrill() && dossier.incident().state().isOpen()) {
            end(draft, actor);
        }
        return draft.decision();
    }

    /** Resolved, which its rooms are told, and closed: nobody owes a post-mortem and nothing brings it back. */
    static void end(Draft draft, Actor actor) {
        draft.observeUntil(null);
        draft.say(new Statement(Kind.RESOLVED, draft.now(), OVER, actor.name(), null, null));
        draft.record(new IncidentEvent.Resolved(OVER), actor);
        draft.close(actor);
        draft.record(new IncidentEvent.Closed(OVER), actor);
    }

    /** Only rooms hear of it, and nobody is called there; whom it would have woken is written down. */
    static void tell(Draft draft, int step, Collection<Receiver> receivers, @Nullable String message, Actor actor) {
        List<Receiver> rooms = receivers.stream().filter(Receiver::isRoom).toList();
        draft.tell(rooms);
        draft.record(new IncidentEvent.Escalated(step, rooms, words(message, receivers)), actor);
    }

    private static @Nullable String words(@Nullable String message, Collection<Receiver> receivers) {
        String spared = receivers.stream()
                .filter(receiver -> !receiver.isRoom())
                .map(Receiver::name)
                .collect(Collectors.joining(", "));
        if (spared.isEmpty()) {
            return message;
        }
        String would = "A drill: not told " + spared;
        return message == null ? would : message + " (" + would + ")";
    }

    private static Optional<Instant> said(@Nullable String label) {
        try {
            return Optional.ofNullable(label).map(Instant::parse);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
