package dev.firebreak.notifier;

import static dev.firebreak.notifier.Incidents.fact;
import static dev.firebreak.notifier.Incidents.in;
import static dev.firebreak.notifier.Incidents.leveled;
import static dev.firebreak.notifier.Incidents.opened;
import static dev.firebreak.notifier.Incidents.toldTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.Severity;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.incident.IncidentState;
import dev.firebreak.model.incident.Receiver;
import dev.firebreak.notifier.HookReceiver.Fault;
import dev.firebreak.notifier.HookReceiver.Got;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many things in one message: what had to wait for the end of quiet hours, and what opens in a storm. */
class DigestIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Receiver CHANNEL = new Receiver.Slack("quiet", "#quiet");
    private static final Receiver CHAT = new Receiver.Discord("chat", "chat-url");
    private static final Receiver STORM = new Receiver.Discord("storm", "storm-url");

    @TempDir
    private static Path folder;

    private static HookReceiver hooks;
    private static RunningNotifier notifier;

    @BeforeAll
    static void start() throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("voice")).resolve("system.yaml"), """
                apiVersion: firebreak.dev/v1
                kind: System
                metadata: {name: voiceaitraining}
                spec:
                  title: Always quiet
                  severityLevels:
                    P0: {title: Critical, severity: critical, respondWithin: 0m, page: true}
                    P2: {title: Medium, severity: warning, respondWithin: 4h}
                  services:
                    web: {identify: alert.service == 'web'}
                  receivers:
                    quiet: {slack: {channel: "#quiet"}}
                    chat: {discord: {url: {secret: chat-url}}}
                    storm: {discord: {url: {secret: storm-url}}}
                  quiet:
                    - {schedule: "* * * * *", lasts: 2h, receivers: [quiet, chat]}
                """);
        hooks = new HookReceiver();
        notifier = new RunningNotifier(Map.of(
                "FIREBREAK_CATALOG",
                folder.toString(),
                "FIREBREAK_CHAT_URL",
                hooks.address("/chat"),
                "FIREBREAK_STORM_URL",
                hooks.address("/storm")));
    }

    @AfterAll
    static void stop() {
        notifier.close();
        hooks.close();
    }

    @Test
    void whatDoesNotPageWaitsForTheEndOfQuietHours() {
        List<Incident> mild =
                IntStream.range(0, 4).mapToObj(_ -> mild(CHANNEL, CHAT)).toList();
        Incident over = mild.get(0);
        notifier.publish(fact(3, in(IncidentState.RESOLVED, over), new IncidentEvent.Resolved("by itself")));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(mild)
                        .allSatisfy(incident -> assertThat(states(incident)).hasSize(incident.equals(over) ? 4 : 2)));
        Incident worse = mild.get(1);
        Incident bad = told(Incidents.incident(IncidentId.next()), CHANNEL, CHAT);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(states(bad)).containsOnly("SENT"));
        assertThat(mild).allSatisfy(incident -> assertThat(states(incident)).containsOnly("PENDING"));

        notifier.publish(fact(
                4,
                leveled("P0", Severity.CRITICAL, worse),
                new IncidentEvent.LevelChanged("P2", "P0", Severity.CRITICAL, "it spreads")));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(states(worse)).containsOnly("SENT"));
        assertThat(List.of(mild.get(0), mild.get(2), mild.get(3)))
                .allSatisfy(incident -> assertThat(states(incident)).containsOnly("PENDING"));
        assertThat(digests()).isZero();

        // As if the quiet hours were over now.
        notifier.count("""
                with owed as (update obligation set held_until = clock_timestamp(), due_at = clock_timestamp()
                        where held_until is not null returning 1),
                    cards as (update card set held_until = clock_timestamp(), due_at = clock_timestamp()
                        where held_until is not null returning 1)
                select count(*) from owed""");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(mild)
                        .allSatisfy(incident -> assertThat(states(incident)).containsOnly("SENT")));
        assertThat(digests()).isEqualTo(1);
        assertThat(chat("3 incidents"))
                .singleElement()
                .satisfies(got -> assertThat(got.body()).contains("resolved · ", "triggered · "));
        assertThat(hooks.at("/chat")).hasSize(3);
        // Of what is over nobody needs a card; what is open has one to be pressed.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                notifier.count("select count(*) from card where ts is not null and channel = '#quiet'"))
                        .isEqualTo(4));
        assertThat(notifier.vendors().cards("#quiet"))
                .noneSatisfy(card ->
                        assertThat(card.field("metadata")).contains(over.id().toString()));
    }

    @Test
    void aStormOnOneServiceIsOneMessage() {
        hooks.fail("/storm", new Fault(429, 3600));
        Incident first = told(Incidents.incident(IncidentId.next()), STORM);
        await().atMost(PATIENCE).until(() -> !hooks.at("/storm").isEmpty());
        List<Incident> more = IntStream.range(0, 6)
                .mapToObj(_ -> told(Incidents.incident(IncidentId.next()), STORM))
                .toList();
        notifier.publish(
                fact(3, in(IncidentState.RESOLVED, more.getFirst()), new IncidentEvent.Resolved("nothing fires")));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(more)
                        .allSatisfy(incident ->
                                assertThat(states(incident)).hasSize(incident.equals(more.getFirst()) ? 2 : 1)));
        notifier.endSilence("discord/storm-url");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                Stream.concat(Stream.of(first), more.stream().skip(1)))
                        .allSatisfy(incident -> assertThat(states(incident)).containsExactly("SENT")));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(states(more.getFirst())).containsExactly("SUPERSEDED", "SENT"));
        List<Got> taken = hooks.at("/storm").stream().skip(1).toList();
        assertThat(taken).anySatisfy(got -> assertThat(got.body()).containsPattern("[3-6] incidents on web"));
        // The try that was refused, one for them, one that it is over; the first may have gone alone.
        assertThat(taken.size()).isLessThanOrEqualTo(3);
    }

    private static Incident mild(Receiver... receivers) {
        return told(leveled("P2", Severity.WARNING, Incidents.incident(IncidentId.next())), receivers);
    }

    private static Incident told(Incident some, Receiver... receivers) {
        Incident incident = toldTo(List.of(receivers), some);
        Instant now = Instant.now();
        notifier.publish(fact(1, toldTo(List.of(), incident), opened(), now));
        notifier.publish(fact(2, incident, Incidents.escalated(0, null, receivers), now));
        return incident;
    }

    private static List<String> states(Incident incident) {
        return notifier.obligations(incident.id().value()).stream()
                .map(owed -> owed.substring(owed.indexOf('=') + 1))
                .toList();
    }

    private static long digests() {
        return notifier.vendors().cards("#quiet").stream()
                .filter(call -> call.field("text").contains("While it was quiet: 3 incidents"))
                .count();
    }

    private static List<Got> chat(String text) {
        return hooks.at("/chat").stream()
                .filter(got -> got.body().contains(text))
                .toList();
    }
}
