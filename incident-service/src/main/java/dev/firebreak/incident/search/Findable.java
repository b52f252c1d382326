package dev.firebreak.incident.search;

import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.incident.AlertSummary;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentFact;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an incident can be found by.
 *
 * @param notes those of the facts that it was made of
 */
record Findable(UUID incident, String title, String words, String notes) {
    private static final int LONGEST = 20_000;

    /** One for each incident: its newest state, and all the notes. */
    static Collection<Findable> of(List<IncidentFact> facts) {
        Map<UUID, Findable> found = new LinkedHashMap<>();
        for (IncidentFact fact : facts) {
            Incident incident = fact.incident();
            String note = fact.event() instanceof IncidentEvent.NoteAdded(String text) ? cut(text) + "\n" : "";
            found.merge(
                    incident.id().value(),
                    new Findable(incident.id().value(), cut(incident.title()), cut(words(incident)), note),
                    (older, newer) -> new Findable(
                            newer.incident(), newer.title(), newer.words(), cut(older.notes() + newer.notes())));
        }
        return found.values();
    }

    private static String words(Incident incident) {
        Set<String> words = new LinkedHashSet<>();
        words.add(incident.system());
        words.add(incident.service());
        words.add(incident.level());
        Alert trigger = incident.trigger();
        add(words, trigger.name(), trigger.source(), trigger.project(), trigger.environment(), trigger.release());
        add(words, trigger.description());
        trigger.labels().forEach((name, value) -> add(words, name, value));
        incident.alerts().stream().map(AlertSummary::title).forEach(words::add);
        return String.join("\n", words);
    }

    private static void add(Set<String> words, @Nullable String... texts) {
        for (@Nullable String text : texts) {
            if (text != null) {
                words.add(text);
            }
        }
    }

    /** PostgreSQL takes no zero character, and no more than a megabyte of words. */
    private static String cut(String text) {
        String clean = text.replace('\0', ' ');
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST);
    }
}
