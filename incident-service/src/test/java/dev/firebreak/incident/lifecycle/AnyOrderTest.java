package dev.firebreak.incident.lifecycle;

import static dev.firebreak.incident.Alerts.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.incident.Alerts;
import dev.firebreak.model.alert.AlertStatus;
import dev.firebreak.model.incident.Assignee;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Messages in random orders, repeated and late. A failure names the seed that repeats it. */
class AnyOrderTest {
    private static final int SEEDS = 5_000;
    private static final Alerts DOWN = Alerts.firing("HealthCheckFailed", "web");

    @Test
    void keepsItsPromisesWhateverComesInWhateverOrder() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            Dossiers incident = Dossiers.opened();
            Instant now = NOON;
            for (int i = 0; i < 40; i++) {
                now = now.plusMillis(random.nextInt(4_000));
                Incident before = incident.incident();
                Decision decision = anything(incident, random, now);
                check(before, decision, incident, "seed " + seed + ", message " + i);
            }
        }
    }

    @Test
    void endsTheSameWhateverTheOrderOfFiringsAndEnds() {
        List<BiConsumer<Dossiers, Instant>> messages = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            Alerts episode = DOWN.fingerprint("f" + i);
            Instant begin = NOON.plusSeconds(i);
            messages.add((incident, now) -> incident.alerts(now, episode.startsAt(begin)));
            messages.add((incident, now) ->
                    incident.alerts(now, episode.startsAt(begin.plusSeconds(20)).receivedAt(begin.plusSeconds(20))));
        }
        messages.add((incident, now) -> incident.alerts(now, DOWN.resolvedAt(NOON.plusSeconds(10))));
        for (long seed = 0; seed < SEEDS; seed++) {
            List<BiConsumer<Dossiers, Instant>> order = new ArrayList<>(messages);
            order.addAll(messages); // everything is delivered twice
            Collections.shuffle(order, new Random(seed));
            Dossiers incident = Dossiers.opened();
            Instant now = NOON.plusSeconds(60);
            order.forEach(message -> message.accept(incident, now));

            assertThat(incident.incident().firingCount()).as("seed " + seed).isEqualTo(3);
            assertThat(incident.incident().state().isOpen()).as("seed " + seed).isTrue();
        }
    }

    private static Decision anything(Dossiers incident, Random random, Instant now) {
        Alerts alert = DOWN.fingerprint("f" + random.nextInt(3))
                .startsAt(now.minusMillis(random.nextInt(10_000)))
                .receivedAt(now.minusMillis(random.nextInt(500)));
        Instant issuedAt = now.minusMillis(random.nextInt(8_000));
        return switch (random.nextInt(7)) {
            case 0, 1 -> incident.alerts(now, alert);
            case 2 -> incident.alerts(now, alert.resolvedAt(now.minusMillis(random.nextInt(5_000))));
            case 3 -> incident.alerts(now, alert, alert.resolvedAt(now), alert);
            case 4 ->
                issuedAt.toEpochMilli() % 2 == 0
                        ? incident.acknowledge(issuedAt, now)
                        : incident.assign(new Assignee("Grace", null), issuedAt, now);
            case 5 -> incident.resolve(issuedAt, now);
            default -> incident.timePasses(now);
        };
    }

    private static void check(Incident before, Decision decision, Dossiers incident, String when) {
        Incident after = incident.incident();
        assertThat(after.firingCount()).as(when).isEqualTo((int) incident.words().values().stream()
                .filter(word -> word.status() == AlertStatus.FIRING)
                .count());
        assertThat(after.state().isOpen()).as(when).isEqualTo(after.resolvedAt() == null);
        assertThat(after.resolvesAt() == null || (after.state().isOpen() && after.firingCount() == 0))
                .as(when)
                .isTrue();
        boolean cameBack = !before.state().isOpen() && after.state().isOpen();
        boolean saysSo = decision.entries().stream().anyMatch(entry -> entry.event() instanceof IncidentEvent.Reopened);
        boolean byAlert =
                decision.entries().stream().anyMatch(entry -> entry.event() instanceof IncidentEvent.AlertsAdded);
        assertThat(!cameBack || (saysSo && byAlert)).as(when).isTrue();
        assertThat(decision.entries())
                .as(when)
                .allSatisfy(entry -> assertThat(entry.incident().updatedAt()).isEqualTo(after.updatedAt()));
        if (!decision.isEmpty()) {
            assertThat(decision.entries().getLast().incident()).as(when).isEqualTo(after);
        }
    }
}
