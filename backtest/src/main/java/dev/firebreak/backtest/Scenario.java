package dev.firebreak.backtest;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.model.alert.Signal;
import dev.firebreak.model.command.Command;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * What happens, in order, to see what Firebreak would make of it.
 *
 * @param until when the story ends
 */
public record Scenario(Assumptions assumptions, List<Event> events, Instant until) {
    public sealed interface Event {
        Instant at();
    }

    public record Alarm(Signal signal) implements Event {
        @Override
        public Instant at() {
            return signal.receivedAt();
        }
    }

    /** @param command made of the incident's number, as the story has it by then */
    public record Reaction(Instant at, long incident, LongFunction<Command.ForIncident> command) implements Event {}

    public Scenario {
        events = List.copyOf(events);
    }

    /** Tells the story, one line for each thing that happens; answers what it comes to. */
    public Outcome tell(Catalog catalog, Consumer<String> lines) {
        var story = new Story(lines);
        var replay = new Replay(catalog, assumptions, story);
        for (Event event : events) {
            replay.advance(event.at());
            switch (event) {
                case Alarm(Signal signal) -> {
                    if (signal instanceof Signal.AlertReceived received) {
                        story.alert(received.alert());
                    }
                    replay.take(signal);
                }
                case Reaction(Instant at, long incident, var command) ->
                    replay.ask(incident, command.apply(incident), at);
            }
        }
        replay.advance(until);
        return replay.outcome();
    }
}
