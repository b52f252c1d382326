package dev.firebreak.cli;

import dev.firebreak.backtest.Scenario;
import dev.firebreak.catalog.yaml.Durations;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.Drill;
import dev.firebreak.model.alert.Signal;
import dev.firebreak.model.wire.Wire;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A scenario's alerts, sent to a running Firebreak as a drill at the times that the scenario has for them. */
final class GameDay {
    private final Terminal terminal;
    private final Api api;
    private final InstantSource clock;
    private final Drill drill;
    private final Scenario scenario;
    private final boolean json;

    GameDay(Terminal terminal, Api api, InstantSource clock, Drill drill, Scenario scenario, boolean json) {
        this.terminal = terminal;
        this.api = api;
        this.clock = clock;
        this.drill = drill;
        this.scenario = scenario;
        this.json = json;
    }

    /** What would be sent, and when. Nothing is. */
    void announce() {
        if (json) {
            terminal.say(Wire.JSON.writeValueAsString(Map.of(
                    "drill",
                    drill.name(),
                    "sent",
                    false,
                    "alerts",
                    alarms().map(GameDay::body).toList())));
            return;
        }
        terminal.say(
                "Drill " + drill.name() + " at " + api.base() + ", over after " + Durations.format(length()) + ":");
        for (Scenario.Event event : scenario.events()) {
            String what = switch (event) {
                case Scenario.Alarm alarm -> alert(alarm).map(GameDay::words).orElse("");
                case Scenario.Reaction reaction -> "(people react to incident " + reaction.incident() + ": up to you)";
            };
            terminal.say(Terminal.plain(offset(event) + "  " + what));
        }
        terminal.say("Nothing was sent. With --yes it is, and its incidents are marked as a drill: nobody is paged.");
    }

    /** Waits between the alerts as long as the scenario does. */
    void play() {
        Instant start = clock.instant();
        Instant endsAt = start.plus(length());
        List<JsonNode> answers = new ArrayList<>();
        for (Scenario.Event event : scenario.events()) {
            if (event instanceof Scenario.Alarm alarm) {
                waitUntil(start.plus(since(event)));
                alert(alarm).ifPresent(alert -> answers.add(send(alert, endsAt, offset(event))));
            }
        }
        if (json) {
            terminal.say(Wire.JSON.writeValueAsString(
                    Map.of("drill", drill.name(), "sent", true, "endsAt", endsAt, "answers", answers)));
        } else {
            terminal.say("The drill is over at " + endsAt + ", or at once: simulate --against " + api.base() + " --end "
                    + drill.name());
        }
    }

    private JsonNode send(Alert alert, Instant endsAt, String offset) {
        JsonNode answer = api.send(
                "POST",
                "/api/drills",
                Map.of("name", drill.name(), "until", endsAt.toString(), "alerts", List.of(body(alert))));
        if (!json) {
            answer.path("alerts")
                    .forEach(taken -> terminal.say(Terminal.plain(offset + "  " + words(alert) + ": "
                            + taken.path("outcome").asString("") + incident(taken))));
        }
        return answer;
    }

    private String incident(JsonNode taken) {
        String id = taken.path("incidentId").asString("");
        return id.isEmpty()
                ? ""
                : ", incident #"
                        + api.get("/api/incidents/" + id).path("number").asLong();
    }

    private void waitUntil(Instant time) {
        Duration left = Duration.between(clock.instant(), time);
        if (left.isPositive()) {
            terminal.progress("next alert in " + Durations.format(left));
            try {
                Thread.sleep(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CommandFailure(
                        ExitCode.REFUSED, "interrupted; the drill " + drill.name() + " ends by itself");
            }
        }
    }

    private Stream<Alert> alarms() {
        return scenario.events().stream()
                .filter(Scenario.Alarm.class::isInstance)
                .flatMap(event -> alert((Scenario.Alarm) event).stream());
    }

    private static Optional<Alert> alert(Scenario.Alarm alarm) {
        return alarm.signal() instanceof Signal.AlertReceived received
                ? Optional.of(received.alert())
                : Optional.empty();
    }

    private Duration length() {
        return Duration.between(scenario.events().getFirst().at(), scenario.until());
    }

    private Duration since(Scenario.Event event) {
        return Duration.between(scenario.events().getFirst().at(), event.at());
    }

    private String offset(Scenario.Event event) {
        return "+%-6s".formatted(Durations.format(since(event)));
    }

    private static String words(Alert alert) {
        return (alert.isFiring() ? "firing " : "ended  ") + alert.name() + " on " + alert.service() + " ("
                + alert.severity().word() + ", as " + alert.source() + ")";
    }

    private static Map<String, Object> body(Alert alert) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", alert.name());
        body.put("service", alert.service());
        body.put("ended", !alert.isFiring());
        body.put("severity", alert.severity());
        body.put("source", alert.source());
        body.put("title", alert.title());
        body.put("fingerprint", alert.fingerprint());
        body.put("labels", alert.labels());
        put(body, "project", alert.project());
        put(body, "environment", alert.environment());
        return body;
    }

    private static void put(Map<String, Object> body, String name, @Nullable String value) {
        if (value != null) {
            body.put(name, value);
        }
    }
}
