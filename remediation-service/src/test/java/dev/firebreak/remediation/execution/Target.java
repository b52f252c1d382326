package dev.firebreak.remediation.execution;

import dev.firebreak.remediation.action.Observation;
import dev.firebreak.remediation.action.Outcome;
import dev.firebreak.remediation.ledger.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What is acted on: notes each effect, and answers as such things do. */
final class Target {
    /** A call that was taken: its effect is there from then on. */
    record Effect(Row row, Attempt attempt, Instant at) {}

    static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Random random;
    private final List<Effect> taken = new ArrayList<>();
    private String live = "v1";
    private int moves = 1;

    Target(Random random) {
        this.random = random;
    }

    String live() {
        return live;
    }

    /** Somebody else changes it. */
    void move() {
        live = "v" + ++moves;
    }

    /** Effects that are there by now, and those still to come. */
    List<Effect> taken() {
        return taken;
    }

    boolean hasTaken(Row row, Attempt attempt) {
        return taken.stream().anyMatch(it -> it.row() == row && it.attempt().isSameAs(attempt));
    }

    /** A call arrives. Null: it hangs, and nobody hears what became of it. */
    @Nullable
    Outcome call(Row row, Attempt attempt, Instant now) {
        return switch (random.nextInt(10)) {
            case 0 -> new Outcome.Failed("refused with status 409");
            case 1 -> null;
            case 2 -> {
                take(row, attempt, now.plusMillis(random.nextInt(9_000)));
                yield null;
            }
            case 3 -> {
                take(row, attempt, now.plusSeconds(random.nextInt(40)));
                yield new Outcome.Accepted("it is at it");
            }
            default -> {
                take(row, attempt, now);
                yield new Outcome.Applied("done");
            }
        };
    }

    private void take(Row row, Attempt attempt, Instant at) {
        taken.add(new Effect(row, attempt, at));
        live = attempt.described().to();
    }

    Observation observe(Row row, Attempt attempt, Instant now) {
        if (attempt.action().equals("sim.call") || random.nextInt(8) == 0) {
            return new Observation.Unclear("nothing to look at");
        }
        return taken.stream()
                .filter(it -> it.row() == row && it.attempt().isSameAs(attempt))
                .findFirst()
                .<Observation>map(it -> it.at().isAfter(now)
                        ? new Observation.InProgress("it is at it")
                        : new Observation.Applied("it is there"))
                .orElseGet(() -> new Observation.NotApplied("no trace"));
    }
}
