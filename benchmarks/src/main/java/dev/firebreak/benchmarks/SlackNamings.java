package dev.firebreak.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What the people in a channel saw, by what reached Slack: each incident is named by a message of its own, or by one that
 * names many. Only a message that was taken counts.
 */
final class SlackNamings {
    /** As bundles name incidents, for people to say. */
    private static final Pattern NUMBER = Pattern.compile("\\*#(\\d+)\\*");

    private final FloodInstance instance;
    private final Http http;
    private final Map<Long, Instant> named = new HashMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private final Set<String> cards = new HashSet<>();
    private final List<Instant> messages = new ArrayList<>();
    private long seq;
    private int refused;
    private int throttled;
    private int bundles;
    private int twice;

    SlackNamings(FloodInstance instance, Http http) {
        this.instance = instance;
        this.http = http;
    }

    /** Messages may be about these from now on. */
    void expect(Flood flood) {
        numbers.putAll(flood.numbers());
    }

    /** Takes in what has come since the last look. */
    void look() throws IOException, InterruptedException {
        for (JsonNode effect : http.get(instance.ledger(seq))) {
            seq = effect.path("seq").asLong();
            take(effect);
        }
    }

    private void take(JsonNode effect) {
        JsonNode facts = effect.path("facts");
        if (effect.path("status").asInt() == 429) {
            throttled++;
            return;
        }
        if (!facts.path("ok").asBoolean(false)) {
            refused++;
            return;
        }
        if (!facts.path("call").asString("").equals("chat.postMessage")) {
            return;
        }
        Instant at = Instant.parse(effect.path("at").asString());
        messages.add(at);
        if (facts.has("thread")) {
            return;
        }
        String incident = facts.path("incident").asString("");
        if (incident.isEmpty()) {
            bundles++;
            numbers(effect.path("body").path("blocks").toString()).forEach(number -> {
                if (named.putIfAbsent(number, at) != null) {
                    twice++;
                }
            });
        } else if (!cards.add(incident)) {
            twice++;
        } else {
            named.putIfAbsent(numbers.get(incident), at);
        }
    }

    private static Set<Long> numbers(String blocks) {
        Set<Long> numbers = new HashSet<>();
        Matcher matcher = NUMBER.matcher(blocks);
        while (matcher.find()) {
            numbers.add(Long.parseLong(matcher.group(1)));
        }
        return numbers;
    }

    /** When each incident, by its number, was named first. */
    Map<Long, Instant> named() {
        return named;
    }

    /** When the last of them was. */
    Instant newest() {
        return named.values().stream().max(Comparator.naturalOrder()).orElseThrow();
    }

    /** Calls that Slack had to answer with 429. */
    int throttled() {
        return throttled;
    }

    /** Calls that Slack answered with another no. */
    int refused() {
        return refused;
    }

    int messages() {
        return messages.size();
    }

    int bundles() {
        return bundles;
    }

    /** Messages that named an incident as a new one after another had; the card that follows a bundle is none. */
    int twice() {
        return twice;
    }

    /** The most messages within so long a time, wherever it begins. */
    int most(Duration window) {
        int most = 0;
        int from = 0;
        for (int to = 0; to < messages.size(); to++) {
            while (!messages.get(to).isBefore(messages.get(from).plus(window))) {
                from++;
            }
            most = Math.max(most, to - from + 1);
        }
        return most;
    }
}
