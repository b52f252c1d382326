package dev.firebreak.catalog.markdown;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the documents say somewhere and a step elsewhere needs.
 *
 * @param system the catalogue's name for it
 * @param health where its health is asked, if anywhere
 * @param breakerStatus where its circuit breaker's state is asked
 * @param channel where incidents are talked about
 */
record Surroundings(
        String system, Optional<String> health, Optional<String> breakerStatus, String channel, boolean hasPagerDuty) {
    private static final Pattern CHANNEL = Pattern.compile("(?<![\\w&/(])#([a-z][a-z0-9_-]{2,60})\\b");

    static Surroundings of(String system, String text) {
        List<String> links = Pattern.compile("https?://\\S+")
                .matcher(text)
                .results()
                .flatMap(found -> Plain.links(found.group()).stream())
                .distinct()
                .toList();
        return new Surroundings(
                system,
                links.stream()
                        .filter(it -> it.matches("https?://[^/]+/.*(?:health|healthz|ready|ping)[^/]*/?"))
                        .findFirst(),
                links.stream()
                        .filter(it -> it.contains("breaker") && !it.matches(".*(?:reset|open|force|close|trip).*"))
                        .findFirst(),
                channel(text),
                text.contains("PagerDuty"));
    }

    /** The channel that is named like one for incidents, else a usual name. */
    private static String channel(String text) {
        Matcher channel = CHANNEL.matcher(text);
        while (channel.find()) {
            if (channel.group(1).matches(".*(?:incident|alert|oncall|on-call|ops|vorf|stoer).*")) {
                return "#" + channel.group(1);
            }
        }
        return "#incidents";
    }
}
