package dev.firebreak.notifier.slack.press;

import static dev.firebreak.notifier.Incidents.NOON;
import static dev.firebreak.notifier.Incidents.ROBIN;
import static dev.firebreak.notifier.Incidents.fact;
import static dev.firebreak.notifier.Incidents.in;
import static dev.firebreak.notifier.Incidents.incident;
import static dev.firebreak.notifier.Incidents.opened;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.firebreak.model.EventId;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.Assignee;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.incident.IncidentState;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.notifier.Remediations;
import dev.firebreak.notifier.obligation.Duty;
import dev.firebreak.notifier.slack.card.Card;
import dev.firebreak.notifier.slack.card.CardRenderer;
import dev.firebreak.notifier.slack.card.CardSubject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * People press what cards show, also cards that are out of date, PagerDuty and monitors say their part, and Kafka brings
 * everything twice: the owner of the state is a model of a few lines, what is told and shown is the real thing.
 */
class InterleavingsTest {
    private static final CardRenderer RENDERER = new CardRenderer(null);
    private static final int STEPS = 60;

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    private final Set<Duty.Known> told = new HashSet<>();
    private final List<Card> shown = new ArrayList<>();
    private Incident incident = incident();
    private List<Remediation> remediations = List.of();
    private long seq;
    private int round;

    @ParameterizedTest
    @MethodSource("seeds")
    void tellsEachThingOnceAndShowsNoDeadButton(long seed) {
        Random random = new Random(seed);
        happens(opened(), IncidentState.TRIGGERED);
        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(6)) {
                case 0, 1, 2 -> press(random);
                case 3 -> carryOut(new Command.AcknowledgeIncident(next(), ROBIN, NOON, incident.id(), "PagerDuty"));
                case 4 -> monitor(random);
                default -> remediations = remediations(random);
            }
            show();
        }
        carryOut(new Command.ResolveIncident(next(), ROBIN, NOON, incident.id(), null));
        show();

        assertThat(shown.getLast().text()).contains("Resolved");
        assertThat(buttons(shown.getLast())).isEmpty();
    }

    /** Any button of any card that was ever shown. */
    private void press(Random random) {
        List<JsonObject> buttons =
                buttons(shown.isEmpty() ? RENDERER.render(subject()) : shown.get(random.nextInt(shown.size())));
        if (buttons.isEmpty()) {
            return;
        }
        JsonObject button = buttons.get(random.nextInt(buttons.size()));
        Press press = new Press(
                "U0RESPONDER",
                "robin",
                button.get("action_id").getAsString(),
                button.get("value").getAsString(),
                "1.1",
                "1.2.x",
                Integer.toString(random.nextInt()),
                null);
        assertThat(press.incident()).contains(incident.id());
        if (press.modal().isEmpty()) {
            assertThat(press.command(ROBIN, () -> new Assignee("Robin", null), NOON))
                    .hasValueSatisfying(this::carryOut);
        }
    }

    /** What incident-service would make of it. */
    private void carryOut(Command command) {
        IncidentState state = incident.state();
        switch (command) {
            case Command.AcknowledgeIncident _
            when state == IncidentState.TRIGGERED ->
                happens(new IncidentEvent.Acknowledged(null), IncidentState.ACKNOWLEDGED);
            case Command.AcknowledgeIncident _
            when !state.isOpen() -> happens(new IncidentEvent.CommandRefused("acknowledge", "it is resolved"), state);
            case Command.ResolveIncident _
            when state.isOpen() -> happens(new IncidentEvent.Resolved("over"), IncidentState.RESOLVED);
            default -> {}
        }
    }

    private void monitor(Random random) {
        if (!incident.state().isOpen()) {
            round++;
            happens(new IncidentEvent.Reopened("fires again"), IncidentState.TRIGGERED);
        } else if (random.nextBoolean()) {
            happens(new IncidentEvent.Mitigated("nothing fires"), IncidentState.MITIGATED);
        } else {
            happens(new IncidentEvent.Resolved("quiet"), IncidentState.RESOLVED);
        }
    }

    private List<Remediation> remediations(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> List.of();
            case 1 -> List.of(Remediations.awaitingApproval(incident));
            case 2 -> List.of(Remediations.succeeded(incident));
            default -> List.of(Remediations.needsPerson(incident));
        };
    }

    /** Comes twice: the second time obliges nobody. */
    private void happens(IncidentEvent event, IncidentState state) {
        incident = in(state, incident);
        IncidentFact fact = fact(++seq, incident, event);
        List<Duty> duties = Duty.of(fact, round, Set.copyOf(told));
        duties.forEach(duty ->
                assertThat(told.add(known(duty))).as("told once: %s", duty).isTrue());
        assertThat(Duty.of(fact, round, Set.copyOf(told))).isEmpty();
    }

    private static Duty.Known known(Duty duty) {
        return new Duty.Known(duty.receiver().name(), duty.transition().text());
    }

    private void show() {
        Card card = RENDERER.render(subject());
        if (!incident.state().isOpen()) {
            assertThat(buttons(card)).isEmpty();
        }
        shown.add(card);
    }

    private CardSubject subject() {
        return new CardSubject(incident, remediations);
    }

    private static EventId next() {
        return EventId.next();
    }

    private static List<JsonObject> buttons(Card card) {
        return JsonParser.parseString(card.blocks()).getAsJsonArray().asList().stream()
                .map(JsonElement::getAsJsonObject)
                .flatMap(block -> Stream.concat(
                        block.has("elements") ? block.getAsJsonArray("elements").asList().stream() : Stream.of(),
                        block.has("accessory") ? Stream.of(block.get("accessory")) : Stream.of()))
                .map(JsonElement::getAsJsonObject)
                .filter(element -> element.get("type").getAsString().equals("button"))
                .toList();
    }
}
