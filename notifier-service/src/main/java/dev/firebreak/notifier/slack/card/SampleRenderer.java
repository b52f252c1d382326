package dev.firebreak.notifier.slack.card;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.firebreak.model.RunbookRef;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertId;
import dev.firebreak.model.alert.AlertStatus;
import dev.firebreak.model.incident.AlertSummary;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.incident.IncidentState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One of each message, about nothing: marked as samples, and without anything to press. */
public final class SampleRenderer {
    private static final String MARK = "🧪 *Sample* · nothing has happened, and nobody was called";

    private final CardRenderer cards;

    public SampleRenderer(CardRenderer cards) {
        this.cards = cards;
    }

    public List<Card> all(Instant now) {
        Incident triggered = incident(1, IncidentState.TRIGGERED, now);
        List<Incident> many = IntStream.rangeClosed(1, 3)
                .mapToObj(number -> incident(number, IncidentState.TRIGGERED, now))
                .toList();
        return List.of(
                        card(triggered),
                        card(incident(1, IncidentState.ACKNOWLEDGED, now)),
                        card(incident(1, IncidentState.MITIGATED, now)),
                        card(incident(1, IncidentState.RESOLVED, now)),
                        BundleRenderer.render(many),
                        BundleRenderer.heldOver(many),
                        ChecklistRenderer.render(list(now)))
                .stream()
                .map(SampleRenderer::marked)
                .toList();
    }

    private Card card(Incident incident) {
        return cards.render(new CardSubject(incident, List.of()));
    }

    private static Card marked(Card card) {
        JsonArray blocks = new JsonArray();
        blocks.add(JsonParser.parseString(
                        Card.of("", List.of(BlockKit.context(MARK))).blocks())
                .getAsJsonArray()
                .get(0));
        for (JsonElement block : JsonParser.parseString(card.blocks()).getAsJsonArray()) {
            JsonObject one = block.getAsJsonObject();
            one.remove("accessory");
            if (!one.get("type").getAsString().equals("actions")) {
                blocks.add(one);
            }
        }
        return new Card("Sample: " + card.text(), blocks.toString());
    }

    private static ChecklistRenderer.View list(Instant now) {
        return new ChecklistRenderer.View(
                new UUID(0, 0),
                "sample",
                "Every morning",
                now,
                now,
                0,
                "5 lists, 14 of 15 items ticked, 5 by checks and 9 by people",
                true,
                false,
                List.of(
                        new ChecklistRenderer.Item(
                                1, "Error rate below 0.1 %", true, now, now, "Firebreak", "error-rate is 0.02"),
                        new ChecklistRenderer.Item(2, "Support tickets", false, now, null, null, null)));
    }

    private static Incident incident(int number, IncidentState state, Instant now) {
        boolean taken = state != IncidentState.TRIGGERED;
        boolean mitigated = state == IncidentState.MITIGATED || !state.isOpen();
        Alert alert = alert(now);
        return new Incident(
                new IncidentId(new UUID(0, number)),
                number,
                alert.title(),
                state,
                Severity.ERROR,
                "P1",
                "High",
                "sample",
                "web",
                new RunbookRef("sample", "sample", "What to do about it"),
                "sample",
                alert,
                List.of(AlertSummary.of(alert)),
                state.isOpen() ? 1 : 0,
                3,
                null,
                null,
                List.of(),
                now.minus(Duration.ofMinutes(20)),
                at(taken, now, 15),
                taken ? "You" : null,
                at(mitigated, now, 10),
                at(state == IncidentState.MITIGATED, now, -15),
                at(!state.isOpen(), now, 5),
                state.isOpen() ? null : "Firebreak",
                now);
    }

    private static @Nullable Instant at(boolean isThere, Instant now, int minutesAgo) {
        return isThere ? now.minus(Duration.ofMinutes(minutesAgo)) : null;
    }

    private static Alert alert(Instant now) {
        return new Alert(
                new AlertId(new UUID(0, 1)),
                "sample",
                "sample",
                "sample",
                AlertStatus.FIRING,
                "Sample",
                Severity.ERROR,
                "sample",
                "web",
                null,
                null,
                null,
                "web answers slowly (a sample)",
                null,
                Map.of(),
                Map.of(),
                List.of(),
                now,
                null,
                now);
    }
}
