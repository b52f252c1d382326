package dev.firebreak.acceptance;

import static dev.firebreak.acceptance.RunningFirebreak.LATER;
import static dev.firebreak.acceptance.RunningFirebreak.SOON;
import static dev.firebreak.acceptance.RunningFirebreak.items;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.standalone.ServiceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the running system made of some alerts, and what a backtest makes of the same ones as the system recorded them: the
 * same incidents, pages, actions and refusals.
 */
class BacktestEqualsLiveIT {
    @RegisterExtension
    static final RunningFirebreak FIREBREAK = new RunningFirebreak().with("FIREBREAK_OBSERVE_AT_MOST", "");

    private static final int ERRORS = 101;
    private static final Pattern GUARD = Pattern.compile("; ([a-z-]+): ");
    private static final Pattern STEP = Pattern.compile("(.+) \\([a-z.]+\\)");

    private static final Pattern BELOW =
            Pattern.compile("firebreak_alerts_total\\{[^}]*outcome=\"below-threshold\"[^}]*} " + (ERRORS - 1) + "\\.0");

    @TempDir
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static Outcome live;

    /** One incident, as far as both know it; {@code runbook} is empty where there is none. */
    record Seen(String system, String service, String runbook, String level, String title, long alerts, long pages) {}

    /** @param done and {@code refused} by step, the latter with its guard */
    record Outcome(List<Seen> incidents, List<String> done, List<String> refused) {
        Outcome {
            incidents = incidents.stream()
                    .sorted((a, b) -> a.toString().compareTo(b.toString()))
                    .toList();
            done = done.stream().sorted().toList();
            refused = refused.stream().sorted().toList();
        }
    }

    @BeforeAll
    static void alertsComeIn() {
        // stuck open while its upstream is well: the runbook resets it by itself
        FIREBREAK.sandbox().post("/shop/algorhythmic.example/breaker/trip", Map.of("upstream", "healthy"));
        fire("CircuitBreakerOpen", "algorhythmic", "generation", "critical");
        FIREBREAK.awaitStep(FIREBREAK.awaitIncident("circuit-breaker-open"), "reset", "succeeded");
        // two of three services in trouble: too much of the system for automation
        fire("DatabaseConnectionPoolExhausted", "vocavision", "database", "error");
        FIREBREAK.awaitIncident("database");
        FIREBREAK.sandbox().post("/shop/api.vocavision.com/cache/fill", Map.of("words", 50, "sessions", 5));
        FIREBREAK.sandbox().post("/shop/api.vocavision.com/cache/corrupt", Map.of());
        fire("CacheNotWorking", "vocavision", "cache", "critical");
        FIREBREAK.awaitStep(FIREBREAK.awaitIncident("cache-not-working"), "flush", "refused");
        // one more of the same, other places, nobody's, nothing to wake anybody for
        fire("CacheHitRateLow", "vocavision", "cache", "critical");
        fire("DataBreach", "voiceaitraining", "web", "critical");
        fire("DiskSpaceLow", "jobsheet-qa", "infrastructure", "critical");
        fire("SomethingNew", "jobsheet-qa", "app", "critical");
        fire("SomethingNew", "treinx", "app", "warning");
        fire("HealthCheckFailed", "somebody-elses", "app", "critical");
        sentry("algorhythmic", 902);
        // a threshold that is reached; the last one alone, because a batch that reaches it brings all of it in
        for (int i = 1; i < ERRORS; i++) {
            sentry("vocavision", 901);
        }
        await("all below the threshold")
                .atMost(SOON)
                .until(() -> BELOW.matcher(metrics()).find());
        sentry("vocavision", 901);
        await().atMost(LATER).untilAsserted(() -> {
            assertThat(live().incidents())
                    .hasSize(8)
                    .anyMatch(it -> it.runbook().equals("many-errors"))
                    .anyMatch(it -> it.runbook().isEmpty())
                    .anyMatch(it -> it.runbook().equals("cache-not-working") && it.alerts() == 2)
                    .filteredOn(it -> it.pages() > 0)
                    .hasSizeGreaterThanOrEqualTo(5);
            assertThat(incidents())
                    .noneMatch(it -> it.at("/remediation/state").asString("").equals("running"));
            assertThat(FIREBREAK.notifier().get("/actuator/obligations").path("items"))
                    .as("to be told yet")
                    .isEmpty();
        });
        live = live();
        // the recording's clock goes on to here
        double before = alerts();
        fire("HealthCheckFailed", "nobodys", "app", "critical");
        await("the last is recorded").atMost(SOON).until(() -> alerts() > before);
    }

    @Test
    void theSameAlertsGiveTheSameIncidentsPagesAndRefusals() throws IOException, InterruptedException {
        Outcome past = backtest(FIREBREAK.runbooks());

        assertThat(live.done()).contains("algorhythmic/circuit-breaker-open/reset");
        assertThat(live.refused()).hasSize(1).allMatch(it -> it.endsWith("vocavision/cache-not-working/flush"));
        assertThat(past).isEqualTo(live);
    }

    @Test
    void anotherCatalogueGivesAnother() throws IOException, InterruptedException {
        Path other = folder.resolve("other");
        Path runbooks = FIREBREAK.runbooks();
        try (Stream<Path> files = Files.walk(runbooks)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = other.resolve(runbooks.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        Path manyErrors = other.resolve("vocavision/50-many-errors.yaml");
        Files.writeString(manyErrors, Files.readString(manyErrors).replace("count: 101", "count: 102"));

        assertThat(backtest(other).incidents())
                .isNotEmpty()
                .noneMatch(it -> it.runbook().equals("many-errors"))
                .isNotEqualTo(live.incidents());
    }

    private static void fire(String name, String system, String service, String severity) {
        FIREBREAK.deliverThrice(FIREBREAK.webhook(
                "prometheus",
                Map.of("alert", name, "labels", Map.of("system", system, "service", service, "severity", severity))));
    }

    private static double alerts() {
        return metrics()
                .lines()
                .filter(line -> line.startsWith("firebreak_alerts_total{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static String metrics() {
        return FIREBREAK
                .api()
                .send("GET", "/actuator/prometheus", Map.of(), new byte[0])
                .body();
    }

    private static void sentry(String project, int issue) {
        Webhook webhook = FIREBREAK.webhook(
                "sentry",
                Map.of(
                        "template",
                        "event-alert",
                        "level",
                        "error",
                        "title",
                        "TypeError",
                        "project",
                        project,
                        "id",
                        issue));
        FIREBREAK.deliver(webhook);
    }

    private static List<JsonNode> incidents() {
        return items(FIREBREAK.api().get("/api/incidents?limit=200").path("items"))
                .map(item -> FIREBREAK.incident(item.path("id").asString()))
                .toList();
    }

    private static Outcome live() {
        List<JsonNode> all = incidents();
        return new Outcome(
                all.stream()
                        .map(it -> seen(it, it.path("alertCount").asLong(), pages(it)))
                        .toList(),
                all.stream().flatMap(it -> steps(it, "succeeded")).toList(),
                all.stream().flatMap(BacktestEqualsLiveIT::refusals).toList());
    }

    private static Seen seen(JsonNode incident, long alerts, long pages) {
        JsonNode runbook = incident.path("runbook");
        return new Seen(
                incident.path("system").asString(),
                incident.path("service").asString(),
                runbook.path("name").asString(runbook.asString("")),
                incident.path("level").asString(),
                incident.path("title").asString(),
                alerts,
                pages);
    }

    private static long pages(JsonNode incident) {
        return FIREBREAK.pages(incident.path("id").asString()).stream()
                .mapToLong(page -> page.path("triggers").asLong())
                .sum();
    }

    private static Stream<String> steps(JsonNode incident, String status) {
        return items(incident.path("remediation").path("steps"))
                .filter(step -> step.path("kind").asString("").equals("action")
                        && step.path("status").asString("").equals(status))
                .map(step -> incident.path("system").asString() + "/"
                        + incident.path("runbook").path("name").asString() + "/"
                        + step.path("id").asString());
    }

    private static Stream<String> refusals(JsonNode incident) {
        List<String> guards = items(FIREBREAK
                        .api()
                        .get("/api/incidents/" + incident.path("id").asString() + "/why")
                        .path("refusals"))
                .map(reason -> GUARD.matcher(reason.path("decision").asString()))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .toList();
        List<String> refused = steps(incident, "refused").toList();
        assertThat(guards).hasSameSizeAs(refused);
        return Stream.iterate(0, i -> i < guards.size(), i -> i + 1).map(i -> guards.get(i) + ": " + refused.get(i));
    }

    /** Of what the running system has recorded, as people would do it. */
    private static Outcome backtest(Path catalog) throws IOException, InterruptedException {
        String json = CommandLine.run(
                folder,
                Map.of("FIREBREAK_USER", "admin", "FIREBREAK_ADMIN_PASSWORD", FIREBREAK.adminPassword()),
                List.of(
                        "backtest",
                        "--since",
                        "1d",
                        "--from",
                        FIREBREAK.uri(ServiceName.INCIDENT_SERVICE).toString(),
                        "--candidate",
                        catalog.toString(),
                        "--json"));
        JsonNode comparison = new JsonMapper().readTree(json);
        JsonNode outcome = comparison.path("candidate");
        return new Outcome(
                items(comparison.path("differences"))
                        .flatMap(each -> items(each.path("candidate")))
                        .map(it -> seen(
                                it, it.path("alerts").asLong(), it.path("pages").asLong()))
                        .toList(),
                counted(outcome.path("actions"), "done: "),
                counted(outcome.path("refusals"), ""));
    }

    /** Each word as often as it is counted. */
    private static List<String> counted(JsonNode counts, String prefix) {
        return counts.properties().stream()
                .filter(each -> each.getKey().startsWith(prefix))
                .flatMap(each -> Stream.generate(
                                () -> STEP.matcher(each.getKey().substring(prefix.length()))
                                        .replaceAll("$1"))
                        .limit(each.getValue().asLong()))
                .toList();
    }
}
