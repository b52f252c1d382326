package dev.firebreak.backtest;

import dev.firebreak.catalog.yaml.Durations;
import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.Origin;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertId;
import dev.firebreak.model.alert.AlertStatus;
import dev.firebreak.model.alert.Signal;
import dev.firebreak.model.command.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads a scenario from YAML; see docs/backtest.md. */
public final class ScenarioFile {
    private static final Instant START = Instant.parse("2026-01-05T09:00:00Z");
    private static final Set<String> KEYS = Set.of("start", "until", "bad", "failing", "approved", "events");
    private static final Set<String> ALARM_KEYS = Set.of(
            "at",
            "alert",
            "ended",
            "service",
            "severity",
            "source",
            "labels",
            "fingerprint",
            "title",
            "project",
            "environment");
    private static final Set<String> REACTION_KEYS = Set.of("at", "acknowledge", "resolve", "by");

    private final Path file;
    private final Instant start;
    private final Map<String, Instant> began = new HashMap<>();
    private long number;

    private ScenarioFile(Path file, Instant start) {
        this.file = file;
        this.start = start;
    }

    /** @throws RecordingException that says what is wrong and what would be right */
    public static Scenario read(Path file) {
        try {
            Object content = new Load(
                            LoadSettings.builder().setLabel(file.toString()).build())
                    .loadFromString(Files.readString(file));
            Map<String, Object> scenario = map(file, "the scenario", content, KEYS);
            Object start = scenario.get("start");
            return new ScenarioFile(file, start == null ? START : instant(file, start)).scenario(scenario);
        } catch (IOException | YamlEngineException e) {
            throw new RecordingException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private Scenario scenario(Map<String, Object> scenario) {
        List<Scenario.Event> events = new ArrayList<>();
        for (Map<String, Object> event : ordered(list(scenario.get("events")))) {
            events.add(
                    event.containsKey("acknowledge") || event.containsKey("resolve") ? reaction(event) : alarm(event));
        }
        if (events.isEmpty()) {
            throw wrong("has no events; write events: [{at: 0m, alert: NAME, service: NAME}]");
        }
        Object until = scenario.get("until");
        return new Scenario(
                new Assumptions(
                        words(scenario.get("bad")),
                        words(scenario.get("failing")),
                        Boolean.TRUE.equals(scenario.get("approved"))),
                events,
                until == null ? events.getLast().at().plus(Duration.ofHours(1)) : start.plus(duration(until)));
    }

    private List<Map<String, Object>> ordered(List<?> events) {
        List<Map<String, Object>> all = new ArrayList<>();
        Set<String> keys = new TreeSet<>(ALARM_KEYS);
        keys.addAll(REACTION_KEYS);
        events.forEach(event -> all.add(map(file, "event " + (all.size() + 1), event, keys)));
        all.sort(Comparator.comparing(this::at));
        return all;
    }

    private Instant at(Map<String, Object> event) {
        Object at = event.get("at");
        return at == null ? start : start.plus(duration(at));
    }

    private Scenario.Event reaction(Map<String, Object> event) {
        Instant at = at(event);
        String who = Objects.requireNonNullElse(event.get("by"), "somebody").toString();
        Actor actor = new Actor(who, who, Origin.CONSOLE, List.of("responder"));
        EventId id = new EventId(new UUID(0x7000, (1L << 63) | ++number));
        boolean acknowledges = event.containsKey("acknowledge");
        long incident = whole(event, acknowledges ? "acknowledge" : "resolve");
        return new Scenario.Reaction(
                at,
                incident,
                which -> acknowledges
                        ? new Command.AcknowledgeIncident(id, actor, at, PastIncidents.idOf(which), null)
                        : new Command.ResolveIncident(id, actor, at, PastIncidents.idOf(which), null));
    }

    private Scenario.Event alarm(Map<String, Object> event) {
        boolean isEnd = event.containsKey("ended");
        String name = text(event, isEnd ? "ended" : "alert", "");
        String service = text(event, "service", "unknown");
        if (name.isEmpty()) {
            throw wrong("an event is none of alert: NAME, ended: NAME, acknowledge: NUMBER, resolve: NUMBER: " + event);
        }
        Instant at = at(event);
        String fingerprint = text(event, "fingerprint", name + "/" + service);
        Instant startsAt = isEnd ? began.getOrDefault(fingerprint, at) : began.computeIfAbsent(fingerprint, _ -> at);
        if (isEnd) {
            began.remove(fingerprint);
        }
        UUID id = new UUID(0x7000, (1L << 63) | ++number);
        return new Scenario.Alarm(new Signal.AlertReceived(
                new EventId(id),
                new Alert(
                        new AlertId(id),
                        "scenario-" + number,
                        text(event, "source", "prometheus"),
                        "alert",
                        isEnd ? AlertStatus.RESOLVED : AlertStatus.FIRING,
                        name,
                        severity(text(event, "severity", "critical")),
                        fingerprint,
                        service,
                        (String) event.get("project"),
                        text(event, "environment", "production"),
                        null,
                        text(event, "title", name + " on " + service),
                        null,
                        labels(event.get("labels")),
                        Map.of(),
                        List.of(),
                        startsAt,
                        isEnd ? at : null,
                        at)));
    }

    private Severity severity(String word) {
        try {
            return Severity.parse(word);
        } catch (IllegalArgumentException e) {
            throw new RecordingException(
                    file + ": no severity '" + word + "': one of critical, error, warning, info", e);
        }
    }

    private Duration duration(Object text) {
        return Durations.parse(text.toString()).orElseThrow(() -> wrong("'" + text + "' is no time such as 90s or 5m"));
    }

    private long whole(Map<String, Object> event, String key) {
        if (event.get(key) instanceof Integer value && value > 0) {
            return value;
        }
        throw wrong(key + " takes the number of an incident, from 1 on, not " + event.get(key));
    }

    private static Map<String, String> labels(@Nullable Object labels) {
        Map<String, String> texts = new TreeMap<>();
        if (labels instanceof Map<?, ?> map) {
            map.forEach((name, value) -> texts.put(String.valueOf(name), String.valueOf(value)));
        }
        return texts;
    }

    private static String text(Map<String, Object> event, String key, String other) {
        Object value = event.get(key);
        return value == null ? other : value.toString();
    }

    private static Set<String> words(@Nullable Object list) {
        Set<String> words = new TreeSet<>();
        list(list).forEach(word -> words.add(String.valueOf(word)));
        return words;
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static Instant instant(Path file, Object text) {
        try {
            return Instant.parse(text.toString());
        } catch (DateTimeParseException e) {
            throw new RecordingException(file + ": start is a time such as 2026-01-05T09:00:00Z, not " + text, e);
        }
    }

    private static Map<String, Object> map(Path file, String what, @Nullable Object value, Set<String> keys) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new RecordingException(file + ": " + what + " is a mapping with " + new TreeSet<>(keys), null);
        }
        Map<String, Object> known = new HashMap<>();
        map.forEach((key, each) -> {
            if (!keys.contains(String.valueOf(key))) {
                throw new RecordingException(
                        file + ": " + what + " has no '" + key + "': one of " + new TreeSet<>(keys), null);
            }
            known.put(String.valueOf(key), each);
        });
        return known;
    }

    private RecordingException wrong(String words) {
        return new RecordingException(file + ": " + words, null);
    }
}
