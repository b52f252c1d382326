package dev.firebreak.notifier;

import static dev.firebreak.notifier.Incidents.fact;
import static dev.firebreak.notifier.Incidents.leveled;
import static dev.firebreak.notifier.Incidents.opened;
import static dev.firebreak.notifier.Incidents.titled;
import static dev.firebreak.notifier.Incidents.toldTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.Severity;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.incident.Receiver;
import dev.firebreak.notifier.StandIn.Call;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** More incidents than one channel takes, which is told one message a second. */
class FloodIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    /** Claimed before something new was known, so they may go before it. */
    private static final int MOST_ON_THEIR_WAY = 8;

    private static RunningNotifier notifier;
    private static StandIn vendors;

    @BeforeAll
    static void start() throws IOException {
        notifier = new RunningNotifier(Map.of(
                "FIREBREAK_SLACK_MESSAGES_PER_SECOND", "1",
                "FIREBREAK_SLACK_BURST", "1",
                "firebreak.watchdog.every", "500ms"));
        vendors = notifier.vendors();
    }

    @AfterAll
    static void stop() {
        notifier.close();
    }

    @Test
    void namesEachOnceAndTheWorstNext() {
        List<Incident> flood = IntStream.range(0, 1000)
                .mapToObj(i -> leveled("P2", Severity.WARNING, incident("flood %04d".formatted(i), "#deep")))
                .toList();
        flood.forEach(FloodIT::tell);
        await().atMost(PATIENCE).until(() -> cards("#deep") == flood.size());

        tell(incident("the worst", "#deep"));
        await().atMost(PATIENCE).until(() -> cards("#deep") == flood.size() + 1);
        long known = System.nanoTime();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(flood)
                        .allSatisfy(
                                incident -> assertThat(naming(incident.title())).isNotEmpty()));
        await().atMost(PATIENCE).until(() -> !naming("the worst").isEmpty());
        // It may have gone out before this test saw that it was known.
        assertThat(posts("#deep").stream()
                        .takeWhile(post -> !post.field("blocks").contains("the worst"))
                        .filter(post -> post.nanos() > known))
                .hasSizeLessThanOrEqualTo(MOST_ON_THEIR_WAY);
        assertThat(flood)
                .allSatisfy(
                        incident -> assertThat(naming(incident.title()).stream().filter(FloodIT::isBundle))
                                .hasSizeLessThan(2));
        List<Call> posts = posts("#deep");
        // Twenty take as many seconds; a machine that is busy may bring those together that left apart.
        for (int i = 20; i < posts.size(); i++) {
            assertThat(Duration.ofNanos(posts.get(i).nanos() - posts.get(i - 20).nanos()))
                    .isGreaterThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void asksSomebodyElseForAllThatAreRefusedTogether() {
        vendors.refuse("#refusing", "channel_not_found");
        List<Incident> flood = IntStream.range(0, 60)
                .mapToObj(i -> incident("refused %04d".formatted(i), "#refusing"))
                .toList();
        Set<IncidentId> ids = flood.stream().map(Incident::id).collect(Collectors.toSet());

        try (CommandsTopic commands = new CommandsTopic()) {
            flood.forEach(FloodIT::tell);

            assertThat(commands.await(
                            command -> command instanceof Command.EscalateIncident it && ids.contains(it.incidentId()),
                            flood.size()))
                    .hasSize(flood.size());
        }
    }

    private static Incident incident(String title, String channel) {
        return titled(
                title,
                toldTo(List.of(new Receiver.Slack("incidents", channel)), Incidents.incident(IncidentId.next())));
    }

    private static void tell(Incident incident) {
        notifier.publish(fact(1, incident, opened(), Instant.now()));
    }

    private static long cards(String channel) {
        return notifier.count("select count(*) from card where channel = '" + channel + "'");
    }

    private static List<Call> posts(String channel) {
        return vendors.cards(channel).stream()
                .filter(call -> call.name().equals("chat.postMessage"))
                .toList();
    }

    private static List<Call> naming(String title) {
        return posts("#deep").stream()
                .filter(post -> post.field("blocks").contains(title))
                .toList();
    }

    private static boolean isBundle(Call post) {
        return post.field("text").contains("new incidents, the worst: ");
    }
}
