package dev.firebreak.notifier;

import static dev.firebreak.notifier.Incidents.escalated;
import static dev.firebreak.notifier.Incidents.fact;
import static dev.firebreak.notifier.Incidents.in;
import static dev.firebreak.notifier.Incidents.opened;
import static dev.firebreak.notifier.Incidents.toldTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.incident.IncidentState;
import dev.firebreak.model.incident.Receiver;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.notifier.StandIn.Call;
import dev.firebreak.notifier.StandIn.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Facts in from Kafka, people told: each test has a channel and an incident of its own. */
class NotifierIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static RunningNotifier notifier;
    private static StandIn vendors;

    @BeforeAll
    static void start() throws IOException {
        notifier = new RunningNotifier();
        vendors = notifier.vendors();
    }

    @AfterAll
    static void stop() {
        notifier.close();
    }

    @Test
    void tellsEachTransitionOnceThoughFactsComeTwice() {
        Story story = new Story("#once");
        story.facts.subList(0, 2).forEach(notifier::publish);
        await().atMost(PATIENCE) // which is left out when the resolve came in the same batch
                .untilAsserted(
                        () -> assertThat(notifier.obligations(story.id.value())).contains("opened/on-call=SENT"));
        for (int i = 0; i < 2; i++) {
            story.facts.forEach(notifier::publish);
        }

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(notifier.obligations(story.id.value()))
                        .hasSize(6)
                        .contains(
                                "opened/incidents=SENT",
                                "opened/on-call=SENT",
                                "acknowledged/incidents=SENT",
                                "resolved/incidents=SENT",
                                "resolved/on-call=SENT")
                        // A page of an acknowledgement is left out when the resolve came in the same batch.
                        .containsAnyOf("acknowledged/on-call=SENT", "acknowledged/on-call=SUPERSEDED"));
        List<Call> cards = vendors.cards("#once");
        assertThat(cards)
                .filteredOn(call -> call.name().equals("chat.postMessage"))
                .hasSize(1);
        assertThat(cards.getLast().field("text")).contains("Resolved");
        assertThat(cards.getLast().field("blocks")).doesNotContain("action_id");
        assertThat(vendors.pages(story.id.toString())).endsWith("resolve").doesNotHaveDuplicates();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(lines("#once"))
                        .satisfiesExactly(
                                line -> assertThat(line).contains("Opened"),
                                line -> assertThat(line).contains("Acknowledged"),
                                line -> assertThat(line).contains("Resolved")));
    }

    @Test
    void pagesInOrderOneStepAfterTheOther() {
        Story story = new Story("#paged");
        story.facts.subList(0, 2).forEach(notifier::publish);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(vendors.pages(story.id.toString())).containsExactly("trigger"));
        notifier.publish(story.facts.get(2));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(vendors.pages(story.id.toString())).containsExactly("trigger", "acknowledge"));
        notifier.publish(story.facts.get(3));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(vendors.pages(story.id.toString()))
                        .containsExactly("trigger", "acknowledge", "resolve"));
    }

    @Test
    void updatesTheCardInPlaceAndAsksForApprovalThere() {
        Story story = new Story("#asked");
        story.facts.subList(0, 2).forEach(notifier::publish);
        await().atMost(PATIENCE).until(() -> !vendors.cards("#asked").isEmpty());
        var asked = new RemediationEvent.ApprovalRequested("rollback", Remediations.approval(), "May I roll back?");
        notifier.publish(Remediations.fact(1, Remediations.awaitingApproval(story.incident), asked));

        await().atMost(PATIENCE).untilAsserted(() -> {
            Call last = vendors.cards("#asked").getLast();
            assertThat(last.name()).isEqualTo("chat.update");
            assertThat(last.field("ts"))
                    .isEqualTo(vendors.cards("#asked").getFirst().field("ts"));
            assertThat(last.field("blocks")).contains("\"action_id\":\"approve\"", "dpl_good");
        });
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(vendors.replies("#asked")).anySatisfy(reply -> {
                    assertThat(reply.field("text")).contains("May I roll back?");
                    assertThat(reply.field("reply_broadcast")).isIn("1", "true");
                }));
    }

    @Test
    void waitsAsLongAsSlackAsks() {
        vendors.fail("chat.postMessage", "#throttled", Fault.throttled(2));
        Story story = new Story("#throttled");
        story.facts.subList(0, 2).forEach(notifier::publish);

        await().atMost(PATIENCE).until(() -> !vendors.cards("#throttled").isEmpty());
        List<Call> calls = vendors.calls("chat.postMessage").stream()
                .filter(call -> call.field("channel").equals("#throttled"))
                .toList();
        assertThat(Duration.ofNanos(calls.get(1).nanos() - calls.get(0).nanos()))
                .isGreaterThan(Duration.ofSeconds(2));
    }

    @Test
    void postsNoSecondCardWhenTheAnswerWasLost() {
        Story before = new Story("#lost");
        before.facts.subList(0, 2).forEach(notifier::publish);
        await().atMost(PATIENCE).until(() -> !vendors.replies("#lost").isEmpty());
        vendors.fail("chat.postMessage", "#lost", Fault.lost());
        Story story = new Story("#lost");
        story.facts.subList(0, 2).forEach(notifier::publish);

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(notifier.obligations(story.id.value())).contains("opened/incidents=SENT"));
        assertThat(vendors.cards("#lost"))
                .filteredOn(call -> call.name().equals("chat.postMessage")
                        && call.field("metadata").contains(story.id.toString()))
                .hasSize(1);
    }

    @Test
    void remembersWhatCouldNotBeToldAndTellsTheEndAllTheSame() {
        vendors.refuse("#absent", "channel_not_found");
        Story story = new Story("#absent");
        story.facts.subList(0, 2).forEach(notifier::publish);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(notifier.obligations(story.id.value())).contains("opened/incidents=FAILED"));

        vendors.accept("#absent");
        story.facts.subList(2, 4).forEach(notifier::publish);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(notifier.obligations(story.id.value()))
                        .contains("opened/incidents=SENT", "resolved/incidents=SENT"));
    }

    @Test
    void keepsWhatIsOwedAcrossARestart() {
        Story story = new Story("#restarted");
        vendors.fail("enqueue", story.id.toString(), Fault.status(500), Fault.status(500), Fault.status(503));
        story.facts.subList(0, 2).forEach(notifier::publish);
        await().atMost(PATIENCE)
                .until(() -> vendors.calls("enqueue").stream()
                        .anyMatch(call -> call.field("dedup_key").equals(story.id.toString())));

        notifier.restart();

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(vendors.pages(story.id.toString())).containsExactly("trigger"));
    }

    @Test
    void namesManyInOneMessageWhenTheChannelTakesNoMore() {
        List<Incident> flood = IntStream.range(0, 150)
                .mapToObj(_ -> toldTo(
                        List.of(new Receiver.Slack("incidents", "#flood")), Incidents.incident(IncidentId.next())))
                .toList();
        vendors.fail("chat.postMessage", "#flood", Fault.silent());
        flood.forEach(incident -> notifier.publish(fact(1, incident, opened())));
        await().atMost(PATIENCE)
                .until(() -> notifier.count("select count(*) from card where channel = '#flood'") == flood.size());

        notifier.endSilence("slack/#flood");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(flood)
                        .allSatisfy(incident -> assertThat(
                                        notifier.obligations(incident.id().value()))
                                .containsExactly("opened/incidents=SENT")));
        List<Call> posts = vendors.cards("#flood").stream()
                .filter(call -> call.name().equals("chat.postMessage"))
                .toList();
        assertThat(posts).anySatisfy(post -> assertThat(post.field("text")).contains("new incidents, the worst: "));
        // 20 at once and 20 a second: 60 take two seconds, and a slow machine only stretches that.
        for (int i = 60; i < posts.size(); i++) {
            assertThat(Duration.ofNanos(posts.get(i).nanos() - posts.get(i - 60).nanos()))
                    .isGreaterThan(Duration.ofSeconds(1));
        }
    }

    private static List<String> lines(String channel) {
        return vendors.replies(channel).stream()
                .flatMap(reply -> reply.field("text").lines())
                .toList();
    }

    /** Opened, called for, acknowledged, resolved. */
    private static final class Story {
        final IncidentId id = IncidentId.next();
        final Incident incident;
        final List<IncidentFact> facts;

        Story(String channel) {
            Receiver slack = new Receiver.Slack("incidents", channel);
            incident = toldTo(List.of(slack, Incidents.PAGER), Incidents.incident(id));
            facts = List.of(
                    fact(1, toldTo(List.of(), incident), opened()),
                    fact(2, incident, escalated(0, null, slack, Incidents.PAGER)),
                    fact(3, in(IncidentState.ACKNOWLEDGED, incident), new IncidentEvent.Acknowledged(null)),
                    fact(4, in(IncidentState.RESOLVED, incident), new IncidentEvent.Resolved("nothing fires")));
        }
    }
}
