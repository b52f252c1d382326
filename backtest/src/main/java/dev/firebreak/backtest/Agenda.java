package dev.firebreak.backtest;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** The virtual clock: what is due happens at its own time, in the order of time and then as it was put in. */
final class Agenda {
    private record Item(Instant at, long order, Consumer<Instant> work) {}

    private final PriorityQueue<Item> items =
            new PriorityQueue<>(Comparator.comparing(Item::at).thenComparingLong(Item::order));
    private Instant now = Instant.MIN;
    private long order;

    Instant now() {
        return now;
    }

    /** What is due already is done next, not in the past. */
    void at(Instant at, Consumer<Instant> work) {
        items.add(new Item(at.isBefore(now) ? now : at, order++, work));
    }

    /** Does all that is due until then; the clock never goes back. */
    void advance(Instant to) {
        while (!items.isEmpty() && !items.element().at().isAfter(to)) {
            Item item = items.remove();
            now = item.at();
            item.work().accept(now);
        }
        now = to.isAfter(now) ? to : now;
    }
}
