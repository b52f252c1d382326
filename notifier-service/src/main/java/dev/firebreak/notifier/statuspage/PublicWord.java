package dev.firebreak.notifier.statuspage;

import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.wire.Wire;
import dev.firebreak.notifier.message.Message;
import dev.firebreak.notifier.message.Text;
import dev.firebreak.notifier.obligation.Transition;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the page is to say now. These words are public: of the incident they tell the service's name and nothing that an
 * alert or a colleague said. Only what a runbook or a person wrote for the page is taken as it is.
 *
 * @param status Statuspage's word: investigating, monitoring or resolved
 */
record PublicWord(String status, String text) {
    private static final int LONGEST = 25_000;
    private static final int NAME = 255;

    static PublicWord of(Message message, Incident incident) {
        String service = Text.line(incident.service(), 100);
        String status = status(incident);
        return switch (message.transition().kind()) {
            case OPENED ->
                new PublicWord(status, written(message, "We are investigating a problem with " + service + "."));
            case ESCALATED ->
                new PublicWord(status, written(message, "We are still working on the problem with " + service + "."));
            case ACKNOWLEDGED ->
                new PublicWord(status, "Our engineers are working on the problem with " + service + ".");
            case MITIGATED ->
                new PublicWord(
                        status, "The problem with " + service + " is contained. We are watching whether it stays so.");
            case RESOLVED -> new PublicWord("resolved", "The problem with " + service + " is resolved. All clear.");
            case REOPENED -> new PublicWord(status, "The problem with " + service + " is back. We are working on it.");
            case APPROVAL_REQUESTED, NOTED, ASSIGNED, NEXT_LEVEL, UNDELIVERED ->
                throw new IllegalArgumentException("nothing for customers: " + message.transition());
        };
    }

    /** Whether the page's own words for an incident that it has are to be left alone. */
    static boolean onlyOpens(Message message) {
        return message.transition().kind() == Transition.Kind.OPENED && message.words() == null;
    }

    private static String status(Incident incident) {
        return switch (incident.state()) {
            case TRIGGERED, ACKNOWLEDGED -> "investigating";
            case MITIGATED -> "monitoring";
            case RESOLVED, CLOSED -> "resolved";
        };
    }

    private static String written(Message message, String otherwise) {
        @Nullable String words = message.words();
        return words == null || words.isBlank() ? otherwise : Text.cut(words.strip(), LONGEST);
    }

    /** @param incident null for an update of what is there */
    String body(@Nullable Incident incident) {
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("status", status);
        asked.put("body", text);
        if (incident != null) {
            asked.put("name", Text.line("Problem with " + incident.service(), NAME));
            asked.put(
                    "metadata",
                    Map.of("firebreak", Map.of("incident", incident.id().toString())));
        }
        return Wire.JSON.writeValueAsString(Map.of("incident", asked));
    }
}
