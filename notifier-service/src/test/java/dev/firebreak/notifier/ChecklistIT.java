package dev.firebreak.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.EventId;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.remediation.ChecklistFact;
import dev.firebreak.model.wire.Wire;
import dev.firebreak.notifier.StandIn.Call;
import dev.firebreak.notifier.StandIn.Fault;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A list that was due while nobody was there: posted once, late, by one of two instances, and carried over to the next. */
class ChecklistIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String CHANNEL = "#lists";

    @TempDir
    private Path folder;

    @Test
    void isPostedOnceTickedAndCarriedOver() throws Exception {
        try (CommandsTopic commands = new CommandsTopic();
                RunningNotifier notifier = new RunningNotifier(settings());
                RunningNotifier _ = notifier.beside()) {
            StandIn vendors = notifier.vendors();
            vendors.fail("chat.postMessage", CHANNEL, Fault.lost());
            await().atMost(PATIENCE).until(() -> notifier.count("select count(*) from checklist") == 1);
            // As if nobody had been there for three days; both see it at once.
            goBack(notifier);

            Command.CheckChecklist asked = commands.await(ChecklistIT::isOurs, 1).stream()
                    .map(Command.CheckChecklist.class::cast)
                    .findFirst()
                    .orElseThrow();
            notifier.publish(Wire.of(new ChecklistFact(
                    EventId.next(),
                    Instant.now(),
                    asked.post(),
                    List.of(
                            new ChecklistFact.Look("Error rate <!channel>", true, "error-rate is 0.02"),
                            new ChecklistFact.Look("Nothing unacknowledged", false, "2 unacknowledged: #7, #9")))));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(newest(vendors))
                            .contains(
                                    "✅ Error rate &lt;!channel&gt;",
                                    "❌ Nothing unacknowledged",
                                    "#7, #9",
                                    "posted late")
                            .contains("Support tickets", "Disk space"));
            assertThat(posts(vendors)).hasSize(1);

            press(notifier, "checklist-tick", asked.post() + "/3");
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(newest(vendors)).contains("2 of 4 ticked", "✅ Support tickets · robin"));
            press(notifier, "checklist-tick", asked.post() + "/3");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(vendors.calls("response"))
                            .anySatisfy(said -> assertThat(said.field("text")).contains("ticked already")));

            goBack(notifier);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(posts(vendors)).hasSize(2));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(newest(vendors)).contains("carried over"));
            assertThat(blocks(posts(vendors).getLast()))
                    .contains("☐ Disk space · open since", "☐ Support tickets", "1 list, 2 of 4 items ticked")
                    .contains("1 by checks and 1 by people; never ticked: Disk space, Nothing unacknowledged");
            assertThat(blocks(posts(vendors).getLast())).doesNotContain("Support tickets · open since");
            assertThat(newest(vendors)).doesNotContain("checklist-tick");
            assertThat(notifier.count("select count(*) from checklist_post")).isEqualTo(2);
        }
    }

    /** Other tests' instances have lists, too, which are due at times of their own. */
    private static boolean isOurs(Command command) {
        return command instanceof Command.CheckChecklist check && check.system().equals("shop");
    }

    private static void goBack(RunningNotifier notifier) {
        notifier.count("""
                with moved as (update checklist set slot = clock_timestamp() - interval '3 days' returning 1),
                    posts as (update checklist_post set due_at = due_at - interval '7 days' returning 1),
                    items as (update checklist_item set open_since = open_since - interval '7 days' returning 1)
                select count(*) from moved""");
    }

    private static List<Call> posts(StandIn vendors) {
        return vendors.cards(CHANNEL).stream()
                .filter(call -> call.name().equals("chat.postMessage"))
                .toList();
    }

    /** What the message that was changed last says. */
    private static String newest(StandIn vendors) {
        return vendors.cards(CHANNEL).stream()
                .filter(call -> call.name().equals("chat.update"))
                .reduce((_, later) -> later)
                .map(ChecklistIT::blocks)
                .orElse("");
    }

    private static String blocks(Call call) {
        return call.field("blocks");
    }

    private static void press(RunningNotifier notifier, String action, String value)
            throws IOException, InterruptedException {
        String payload = """
                {"type":"block_actions","user":{"id":"U0RESPONDER","username":"robin","name":"robin","team_id":"T1"},
                 "trigger_id":"%s","container":{"type":"message","message_ts":"1.2"},"team":{"id":"T1","domain":"x"},
                 "response_url":"%s/slack/response/x",
                 "actions":[{"type":"button","action_id":"%s","value":"%s","action_ts":"%s"}]}""".formatted(UUID.randomUUID(), notifier.vendors().address(), action, value, Instant.now());
        assertThat(notifier.fromSlack("payload=" + URLEncoder.encode(payload, StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(200);
    }

    /** An hour at which it is neither due while the test runs nor was just before. */
    private static int farFromNow() {
        return Instant.now().atOffset(ZoneOffset.UTC).plusHours(12).getHour();
    }

    private Map<String, String> settings() throws IOException {
        Path system = Files.createDirectory(folder.resolve("shop"));
        Files.writeString(system.resolve("system.yaml"), """
                apiVersion: firebreak.dev/v1
                kind: System
                metadata: {name: shop}
                spec:
                  title: Shop
                  severityLevels:
                    P1: {title: High, severity: error, respondWithin: 30m}
                  services:
                    web: {identify: alert.service == 'web'}
                  receivers:
                    lists: {slack: {channel: "#lists"}}
                """);
        Files.writeString(system.resolve("morning.yaml"), """
                apiVersion: firebreak.dev/v1
                kind: Checklist
                metadata: {system: shop, name: morning}
                spec:
                  title: Every morning
                  schedule: "0 %d * * *"
                  items:
                    - {check: incidents.unacknowledged, text: Error rate <!channel>}
                    - {check: incidents.unacknowledged, text: Nothing unacknowledged}
                    - {manual: Support tickets}
                    - {manual: Disk space}
                """.formatted(farFromNow()));
        return Map.of("FIREBREAK_CATALOG", folder.toString(), "FIREBREAK_CHECKLISTS_EVERY", "200ms");
    }
}
