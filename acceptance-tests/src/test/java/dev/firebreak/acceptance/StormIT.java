package dev.firebreak.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.acceptance.Fleet.Member;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Alerts by the thousand while processes are killed or restarted. What takes minutes runs only when asked:
 * {@code -Dfirebreak.proof=ci}, or {@code full} for ten times as much; otherwise a thousand alerts, while three processes,
 * the database among them, are killed. {@code -Dfirebreak.proof.seed=} repeats what was sent and whom it hit.
 */
@TestMethodOrder(OrderAnnotation.class)
class StormIT {
    private static final String PROOF = System.getProperty("firebreak.proof", "small");
    private static final boolean SMALL = PROOF.equals("small");
    private static final boolean FULL = PROOF.equals("full");
    private static final int ALERTS = SMALL ? 1_000 : FULL ? 100_000 : 10_000;
    private static final int KILLS = FULL ? 50 : 8;
    private static final Duration THE_WHOLE = FULL ? Duration.ofMinutes(60) : Duration.ofMinutes(8);
    /** What is promised, on a machine of its own; beside other builds all wait for a processor, so it is only printed. */
    private static final Duration DRAINED_WITHIN = FULL ? Duration.ofMinutes(2) : THE_WHOLE;

    private static final Duration ACCEPTS_WITHIN = FULL ? Duration.ofMinutes(1) : THE_WHOLE;

    private static final Set<Member> RESTARTED = EnumSet.range(Member.INGEST, Member.NOTIFIER);

    @RegisterExtension
    static final Fleet FLEET = new Fleet("src/test/resources/storm");

    private final long seed = Long.getLong("firebreak.proof.seed", System.nanoTime());
    private final Random random = new Random(seed);

    /** Orderly restarts one after the other: senders are asked to come again at most, people see nothing worse. */
    @Test
    @Order(1)
    @EnabledIfSystemProperty(
            named = "firebreak.proof",
            matches = "ci|full",
            disabledReason = "orderly restarts take minutes: they run with -Dfirebreak.proof=ci or full")
    void restartsEachServiceWithoutAWrongAnswer() {
        say("seed " + seed);
        try (StormSenders senders = start("rolling", 3 * ALERTS); // more than there is time for
                Lookers lookers = Lookers.start(FLEET)) {
            await("the storm has begun").atMost(THE_WHOLE).until(() -> senders.progress() > 0.02);
            for (Member member : RESTARTED) {
                FLEET.part(member).stop();
                FLEET.awaitReady(member);
                assertThat(senders.progress())
                        .as("it goes on while all restart")
                        .isLessThan(1);
            }
            senders.stop();
            say(senders.summary() + "; " + lookers.summary());
            assertThat(senders.wrongAnswers()).isEmpty();
            assertThat(lookers.wrongAnswers()).isEmpty();
            awaitDrained();
            new StormOracle(FLEET, "rolling", senders.accepted()).check();
        }
    }

    /** Processes die in the middle of what they do, at last all of them at once. */
    @Test
    @Order(2)
    void losesNothingAndDoesNothingTwiceWhateverIsKilled() {
        say("seed " + seed);
        try (OpenIncidents open = OpenIncidents.watch(FLEET);
                StormSenders senders = start("killed", ALERTS)) {
            List<Member> victims = victims();
            for (int i = 0; i < victims.size(); i++) {
                double when = 0.05 + 0.75 * (i + random.nextDouble()) / victims.size();
                await("kill " + i).atMost(THE_WHOLE).until(() -> senders.progress() >= when);
                say("kill -9 " + victims.get(i));
                FLEET.part(victims.get(i)).kill();
            }
            if (!SMALL) {
                await("the last kill").atMost(THE_WHOLE).until(() -> senders.progress() >= 0.85);
                everythingAtOnce(senders);
            }
            await("everything is sent").atMost(THE_WHOLE).until(() -> senders.progress() == 1);
            say(senders.summary());
            awaitDrained();
            say(open.looks() + " looks at what is open");
            assertThat(open.seenTwice()).isEmpty();
            assertThat(senders.wrongAnswers()).isEmpty();
            new StormOracle(FLEET, "killed", senders.accepted()).check();
        }
    }

    private void everythingAtOnce(StormSenders senders) {
        say("kill -9 everything");
        EnumSet.complementOf(EnumSet.of(Member.SANDBOX))
                .forEach(member -> FLEET.part(member).kill());
        long killed = System.nanoTime();
        await("first 202 after it").atMost(ACCEPTS_WITHIN).until(() -> senders.hasAcceptedSince(killed));
        say("first 202 after " + Duration.ofNanos(System.nanoTime() - killed).toMillis() + " ms");
    }

    /** Each once before any a second time; in the small storm those who hold what could be lost. */
    private List<Member> victims() {
        if (SMALL) {
            return List.of(Member.INCIDENT_A, Member.POSTGRES, Member.INGEST);
        }
        List<Member> victims = new ArrayList<>();
        while (victims.size() < KILLS - 1) {
            List<Member> all = new ArrayList<>(EnumSet.complementOf(EnumSet.of(Member.SANDBOX)));
            Collections.shuffle(all, random);
            victims.addAll(all);
        }
        return victims.subList(0, KILLS - 1);
    }

    private StormSenders start(String name, int alerts) {
        FLEET.http(Member.SANDBOX).put("/slack/limits", Map.of("messagesPerSecond", 0, "updatesPerMinute", 0));
        FLEET.http(Member.SANDBOX).put("/pagerduty/limits", Map.of("perMinute", 0));
        var plan = StormPlan.of(random, name, alerts);
        plan.stream()
                .flatMap(List::stream)
                .map(StormPlan.Delivery::group)
                .distinct()
                .forEach(group -> FLEET.http(Member.SANDBOX)
                        .put(
                                "/shop/storm.example/answers",
                                Map.of("method", "POST", "path", "/api/groups/" + group + "/retry", "body", Map.of())));
        return new StormSenders(FLEET.uri(Member.INGEST), plan);
    }

    private static void awaitDrained() {
        Queues queues = new Queues(FLEET);
        long began = System.nanoTime();
        await("nothing waits any more")
                .atMost(DRAINED_WITHIN)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(queues.waiting()).isEmpty());
        say("drained after " + Duration.ofNanos(System.nanoTime() - began).toMillis() + " ms");
    }

    private static void say(String what) {
        System.out.println("StormIT: " + what);
    }
}
