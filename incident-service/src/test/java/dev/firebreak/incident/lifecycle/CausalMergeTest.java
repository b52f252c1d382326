package dev.firebreak.incident.lifecycle;

import static dev.firebreak.incident.Alerts.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.incident.lifecycle.Conversation.Said;
import dev.firebreak.model.alert.AlertStatus;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.AlertSummary;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every order, repetition and delay of the same things said ends in the same state, and nothing that was said before a
 * resolution undoes it. A failure names the seed that repeats it.
 */
class CausalMergeTest {
    private static final int SEEDS = 3_000;
    private static final int ORDERS = 4;
    private static final Instant END = NOON.plusSeconds(3_600);

    @Test
    void endsTheSameInWhateverOrderAndHoweverOftenItArrives() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Conversation conversation = new Conversation(seed);
            Dossiers punctual = punctually(conversation);
            for (int order = 0; order < ORDERS; order++) {
                Dossiers late = late(conversation, new Random(seed * ORDERS + order), "seed " + seed);

                assertThat(late.dossier().testimony().standing())
                        .as("seed %d, order %d", seed, order)
                        .isEqualTo(punctual.dossier().testimony().standing());
                assertThat(firing(late)).as("seed %d", seed).isEqualTo(firing(punctual));
                assertThat(late.incident().resolvesAt() == null)
                        .as("seed %d", seed)
                        .isEqualTo(punctual.incident().resolvesAt() == null);
            }
        }
    }

    /** Everything is heard the moment it is said, and every deadline is met. */
    private static Dossiers punctually(Conversation conversation) {
        Dossiers incident = Dossiers.opened();
        for (Said said : conversation.inOrder()) {
            meetDeadlines(incident, said.at());
            said.tell(incident, said.at());
        }
        meetDeadlines(incident, END);
        return incident;
    }

    private static Dossiers late(Conversation conversation, Random random, String when) {
        Dossiers incident = Dossiers.opened();
        Instant now = NOON.plusSeconds(60);
        for (Said said : conversation.asItArrives()) {
            now = now.plusMillis(random.nextInt(1_500));
            Standing before = incident.dossier().testimony().standing();
            said.tell(incident, now);
            Standing after = incident.dossier().testimony().standing();
            assertThat(!before.isOpen() && after.isOpen() && !mayReopen(said, before, after))
                    .as("%s: %s reopens %s", when, said, before)
                    .isFalse();
            if (random.nextBoolean()) {
                incident.timePasses(now);
            }
        }
        meetDeadlines(incident, END);
        return incident;
    }

    private static boolean mayReopen(Said said, Standing before, Standing after) {
        @Nullable Instant resolvedAt = before.resolvedAt();
        if (said.echo() || resolvedAt == null) {
            return false;
        }
        boolean bySilence = "Firebreak".equals(before.resolvedBy());
        if (said.alert() != null || said.command() instanceof Command.ReopenIncident) {
            return bySilence || !said.at().isBefore(resolvedAt);
        }
        // an older resolution was unknown, and what had reopened that one comes to count
        return said.command() instanceof Command.ResolveIncident
                && after.startedAt().isAfter(said.at());
    }

    private static void meetDeadlines(Dossiers incident, Instant until) {
        @Nullable Instant resolvesAt = incident.incident().resolvesAt();
        if (resolvesAt != null && !resolvesAt.isAfter(until)) {
            incident.timePasses(resolvesAt);
        }
    }

    private static Set<String> firing(Dossiers incident) {
        return incident.words().values().stream()
                .filter(word -> word.status() == AlertStatus.FIRING)
                .map(AlertSummary::fingerprint)
                .collect(Collectors.toSet());
    }
}
