package dev.firebreak.incident.lifecycle;

import dev.firebreak.eventlog.Entry;
import dev.firebreak.eventlog.EventLog;
import dev.firebreak.incident.lifecycle.IncidentStore.Stored;
import dev.firebreak.model.EventId;
import dev.firebreak.model.incident.AlertSummary;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.incident.IncidentId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes a decision come true: events to the log, the incident's newest state beside them. In a transaction only. */
@Component
public class IncidentLog {
    private static final Logger LOG = LoggerFactory.getLogger(IncidentLog.class);

    private final IncidentStore incidents;
    private final EventLog events;

    IncidentLog(IncidentStore incidents, EventLog events) {
        this.incidents = incidents;
        this.events = events;
    }

    /**
     * A decision to be written.
     *
     * @param before what it was made on; null for an opening
     * @param words the newest word on each fingerprint that changed
     */
    public record Change(@Nullable Stored before, Decision decision, List<AlertSummary> words, String catalogVersion) {
        public Change {
            words = List.copyOf(words);
        }

        public Change(@Nullable Stored before, Decision decision, String catalogVersion) {
            this(before, decision, List.of(), catalogVersion);
        }

        private long seqBefore() {
            return before == null ? 0 : before.seq();
        }

        private Stored after() {
            return new Stored(
                    decision.dossier(), seqBefore() + decision.entries().size());
        }

        private boolean isMove() {
            return before != null && (!decision.isEmpty() || !decision.dossier().equals(before.dossier()));
        }

        private IncidentId id() {
            return decision.dossier().incident().id();
        }
    }

    public Mono<Void> save(Stored before, Decision decision, String catalogVersion, Instant now) {
        return save(List.of(new Change(before, decision, catalogVersion)), now).then();
    }

    /**
     * All with one statement, whatever their number.
     *
     * @return openings of which nothing was written: another instance opened one for the same thing in the meantime
     */
    public Mono<Set<IncidentId>> save(List<Change> changes, Instant now) {
        List<Change> openings =
                changes.stream().filter(each -> each.before() == null).toList();
        List<Entry> entries = entries(changes, now);
        IncidentWrite write = new IncidentWrite(
                openings.stream().map(Change::after).toList(),
                changes.stream().filter(Change::isMove).map(Change::after).toList(),
                words(changes),
                entries);
        return incidents.write(write).flatMap(first -> {
            Set<IncidentId> late = openings.stream()
                    .map(Change::id)
                    .filter(id -> !first.contains(id))
                    .collect(Collectors.toUnmodifiableSet());
            return events.told(entries)
                    .doOnSuccess(_ -> changes.stream()
                            .filter(each -> !late.contains(each.id()))
                            .forEach(each -> log(each.decision())))
                    .thenReturn(late);
        });
    }

    private static Map<IncidentId, List<AlertSummary>> words(List<Change> changes) {
        Map<IncidentId, List<AlertSummary>> words = new LinkedHashMap<>();
        changes.stream().filter(each -> !each.words().isEmpty()).forEach(each -> words.put(each.id(), each.words()));
        return words;
    }

    private static List<Entry> entries(List<Change> changes, Instant now) {
        List<Entry> entries = new ArrayList<>();
        for (Change change : changes) {
            long seq = change.seqBefore();
            for (Decision.Entry entry : change.decision().entries()) {
                seq++;
                Entry logged = Entry.of(new IncidentFact(
                        EventId.next(),
                        seq,
                        now,
                        entry.actor(),
                        change.catalogVersion(),
                        entry.event(),
                        entry.incident()));
                entries.add(isHearsay(entry.event()) ? logged.keptToItself() : logged);
            }
        }
        return entries;
    }

    /** What another service told belongs into the story here; whoever needs it hears it on that service's topic. */
    private static boolean isHearsay(IncidentEvent event) {
        return event instanceof IncidentEvent.RemediationProgressed
                || event instanceof IncidentEvent.NotificationDelivered;
    }

    private static void log(Decision decision) {
        for (Decision.Entry entry : decision.entries()) {
            LOG.atLevel(isChange(entry.event()) ? Level.INFO : Level.DEBUG)
                    .addKeyValue("incidentId", entry.incident().id())
                    .addKeyValue("number", entry.incident().number())
                    .addKeyValue("state", entry.incident().state().word())
                    .addKeyValue("actor", entry.actor().id())
                    .log(entry.event().getClass().getSimpleName());
        }
    }

    /** Whether it moves the incident, rather than adding to its story. */
    private static boolean isChange(IncidentEvent event) {
        return switch (event) {
            case IncidentEvent.AlertsAdded _,
                    IncidentEvent.AlertsResolved _,
                    IncidentEvent.NoteAdded _,
                    IncidentEvent.Silenced _,
                    IncidentEvent.Related _,
                    IncidentEvent.RemediationProgressed _,
                    IncidentEvent.NotificationDelivered _ -> false;
            case IncidentEvent.Opened _,
                    IncidentEvent.LevelChanged _,
                    IncidentEvent.Escalated _,
                    IncidentEvent.ClockMissed _,
                    IncidentEvent.UpdateDue _,
                    IncidentEvent.Acknowledged _,
                    IncidentEvent.Assigned _,
                    IncidentEvent.Mitigated _,
                    IncidentEvent.ObservationStarted _,
                    IncidentEvent.Resolved _,
                    IncidentEvent.Reopened _,
                    IncidentEvent.Closed _,
                    IncidentEvent.Merged _,
                    IncidentEvent.Absorbed _,
                    IncidentEvent.Split _,
                    IncidentEvent.Flapping _,
                    IncidentEvent.PostmortemDue _,
                    IncidentEvent.CommandRefused _ -> true;
        };
    }
}
