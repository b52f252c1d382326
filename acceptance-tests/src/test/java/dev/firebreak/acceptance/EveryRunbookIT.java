package dev.firebreak.acceptance;

import static dev.firebreak.acceptance.RunningFirebreak.LATER;
import static dev.firebreak.acceptance.RunningFirebreak.items;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every runbook of the five systems, once: its alert comes in as its source sends it, all of them in one heap. */
class EveryRunbookIT {
    @RegisterExtension
    static final RunningFirebreak FIREBREAK = new RunningFirebreak()
            // These share an incident with "the site is down" on purpose; here each is to open its own.
            .changing("vocavision/40-high-error-rate.yaml", "correlate: [service]", "correlate: [runbook, service]")
            .changing("vocavision/50-many-errors.yaml", "correlate: [service]", "correlate: [runbook, service]");

    /** Checks that post: Clerk's webhook and the upload answer in their way, the blockchain's address speaks JSON-RPC. */
    private static final Set<String> ASKED_BY_POST = Set.of("/api/webhooks/clerk", "/api/upload", "");

    @BeforeAll
    static void fireAll() {
        int number = 0;
        for (RunbookCase one : RunbookCase.all()) {
            number++;
            for (var alert : one.webhooks(number)) {
                FIREBREAK.deliver(FIREBREAK.webhook(one.source(), alert));
            }
        }
    }

    static List<RunbookCase> cases() {
        return RunbookCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void opensItsIncidentWithItsStepsAndTellsWhomItMust(RunbookCase expected) {
        JsonNode incident = await(expected.toString())
                .atMost(LATER)
                .until(() -> find(expected), Optional::isPresent)
                .orElseThrow();
        String id = incident.path("id").asString();

        assertThat(incident.path("level").asString()).isEqualTo(expected.level());
        assertThat(incident.path("severity").asString()).isEqualTo(expected.severity());
        await("steps")
                .atMost(LATER)
                .untilAsserted(() -> assertThat(
                                names(FIREBREAK.incident(id).path("remediation").path("steps"), "id"))
                        .isEqualTo(expected.steps()));
        await("told")
                .atMost(LATER)
                .untilAsserted(() -> assertThat(told(id)).containsExactlyInAnyOrderElementsOf(expected.told()));
        assertThat(FIREBREAK.pages(id)).hasSize(expected.told().contains("on-call") ? 1 : 0);
    }

    @Test
    void noRunbookIsWithoutACase() {
        Set<String> tried = RunbookCase.all().stream()
                .map(it -> it.system() + "/" + it.runbook())
                .collect(Collectors.toSet());

        List<String> all = items(FIREBREAK.api().get("/api/catalog").path("systems"))
                .flatMap(system -> items(system.path("runbooks"))
                        .map(runbook -> system.path("name").asString() + "/"
                                + runbook.path("name").asString()))
                .toList();

        assertThat(all).isNotEmpty().allMatch(tried::contains);
    }

    @Test
    void nothingIsChangedThatNobodyAllowed() {
        await("all have acted or ask")
                .atMost(LATER)
                .untilAsserted(() ->
                        assertThat(open()).hasSize(RunbookCase.all().size()).noneMatch(EveryRunbookIT::isAtWork));

        assertThat(FIREBREAK.effects("vercel"))
                .noneMatch(
                        effect -> effect.path("facts").path("call").asString("").matches("rollback|promote|purge"));
        assertThat(FIREBREAK.effects("host"))
                .extracting(effect -> effect.path("facts").path("path").asString())
                .isSubsetOf(ASKED_BY_POST);
        assertThat(FIREBREAK.effects("redis"))
                .extracting(effect -> effect.path("facts").path("command").asString())
                .isSubsetOf("FLUSHDB"); // none when the cache is empty anyway
    }

    private static boolean isAtWork(JsonNode incident) {
        String state = FIREBREAK
                .incident(incident.path("id").asString())
                .path("remediation")
                .path("state")
                .asString("running");
        return state.equals("running");
    }

    private static List<JsonNode> open() {
        return items(FIREBREAK.api().get("/api/incidents?limit=200").path("items"))
                .toList();
    }

    private static Optional<JsonNode> find(RunbookCase expected) {
        List<JsonNode> found = open().stream()
                .filter(it -> it.path("system").asString("").equals(expected.system())
                        && it.path("runbook").path("name").asString("").equals(expected.runbook()))
                .toList();
        assertThat(found).hasSizeLessThanOrEqualTo(1);
        return found.stream().findFirst();
    }

    /** By proof of delivery. */
    private static Set<String> told(String incident) {
        return items(FIREBREAK
                        .api()
                        .get("/api/incidents/" + incident + "/timeline")
                        .path("items"))
                .filter(it -> it.path("type").asString("").equals("incident.notificationDelivered.v1"))
                .map(it -> it.path("text").asString("").split(" was told", 2)[0])
                .collect(Collectors.toSet());
    }

    private static List<String> names(JsonNode array, String field) {
        return items(array).map(it -> it.path(field).asString("")).toList();
    }
}
