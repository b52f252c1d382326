package dev.firebreak.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.standalone.ServiceName;
import dev.firebreak.standalone.Standalone;
import dev.firebreak.standalone.StandaloneOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.JsonNode;

/**
 * The whole system, for the tests of one class; spoken to over HTTP only. It is started with an empty data folder, or
 * is one that runs already, see {@link Elsewhere}.
 */
final class RunningFirebreak implements BeforeAllCallback, AfterAllCallback {
    static final Duration SOON = Duration.ofMinutes(2);
    /** Verification asks several times with pauses; the alias job and observation take their time too. */
    static final Duration LATER = Duration.ofMinutes(5);

    private static final Path RUNBOOKS = Path.of("..", "runbooks");

    private final Optional<Elsewhere> elsewhere = Elsewhere.named();
    /** Where no test says otherwise nothing looks by itself: a test tells its own outage at its own pace. */
    private final Map<String, String> settings = new HashMap<>(Map.of(
            "FIREBREAK_OBSERVE_AT_MOST", "2s",
            "FIREBREAK_MONITORS", "false",
            // A machine that stands still for a while is no vendor that fails: nobody is to be told twice for that.
            "FIREBREAK_SLACK_TIMEOUT", "12s",
            "FIREBREAK_PAGERDUTY_TIMEOUT", "20s"));

    /** One Sunday night a month is for maintenance, and for no test's outage. */
    private final List<Change> changes =
            new ArrayList<>(List.of(new Change("vocavision/system.yaml", "\"0 2 * * SUN#2\"", "\"0 2 29 2 *\"")));

    private @Nullable Standalone standalone;
    private @Nullable Path data;

    private Preparation preparation = _ -> {};

    /** Puts something into the data folder. */
    interface Preparation {
        void prepare(Path data) throws IOException, SQLException;
    }

    private record Change(String file, String from, String to) {}

    RunningFirebreak with(String setting, String value) {
        settings.put(setting, value);
        return this;
    }

    /** The runbooks as they are, but for this: such as a pause that a test has no time for. */
    RunningFirebreak changing(String file, String from, String to) {
        changes.add(new Change(file, from, to));
        return this;
    }

    /** A data folder that is not empty. */
    RunningFirebreak on(Preparation data) {
        preparation = data;
        return this;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException, SQLException {
        if (elsewhere.isPresent()) {
            return;
        }
        Path folder = Files.createTempDirectory("firebreak-acceptance-");
        data = folder;
        preparation.prepare(folder.resolve("data"));
        StandaloneOptions options = StandaloneOptions.in(folder.resolve("data"))
                .withoutEnvironment()
                .onFreePorts()
                .catalog(changed(RUNBOOKS, runbooks()));
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            options = options.with(setting.getKey(), setting.getValue());
        }
        standalone = Standalone.start(options);
    }

    /** What it runs by. */
    Path runbooks() {
        return data == null ? RUNBOOKS : data.resolve("runbooks");
    }

    private Path changed(Path runbooks, Path copy) throws IOException {
        try (Stream<Path> files = Files.walk(runbooks)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = copy.resolve(runbooks.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
        for (Change change : changes) {
            Path file = copy.resolve(change.file());
            String text = Files.readString(file);
            assertThat(text).contains(change.from());
            Files.writeString(file, text.replace(change.from(), change.to()));
        }
        return copy;
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (standalone != null) {
            standalone.close();
            Files.copy(
                    standalone.logFile(),
                    Path.of("target", context.getRequiredTestClass().getSimpleName() + "-firebreak.log"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        if (data != null) {
            try (Stream<Path> files = Files.walk(data)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    Standalone standalone() {
        return Objects.requireNonNull(standalone, "not started");
    }

    JsonHttp api() {
        return to(ServiceName.INCIDENT_SERVICE).as("admin", adminPassword());
    }

    String adminPassword() {
        return elsewhere
                .map(Elsewhere::adminPassword)
                .orElseGet(() -> standalone().credentials().adminPassword());
    }

    JsonHttp ingest() {
        return to(ServiceName.ALERT_INGEST);
    }

    JsonHttp notifier() {
        return to(ServiceName.NOTIFIER_SERVICE);
    }

    JsonHttp sandbox() {
        return to(ServiceName.SANDBOX);
    }

    private JsonHttp to(ServiceName service) {
        return JsonHttp.to(uri(service));
    }

    URI uri(ServiceName service) {
        return elsewhere.map(it -> it.uri(service)).orElseGet(() -> standalone().uri(service));
    }

    /** A webhook as the source would sign and send it. */
    Webhook webhook(String source, Map<String, ?> alert) {
        Map<String, Object> body = new HashMap<>(alert);
        body.put("bytes", true);
        return Webhook.of(sandbox().post("/alerts/" + source, body), source);
    }

    /** As its sender does: again until it is taken, which a busy machine may put off. */
    void deliver(Webhook webhook) {
        await("taken").atMost(SOON).untilAsserted(() -> {
            JsonHttp.Answer answer = webhook.sendTo(ingest());
            assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        });
    }

    /** The very same bytes three times, as senders do that missed our answer. */
    void deliverThrice(Webhook webhook) {
        for (int i = 0; i < 3; i++) {
            deliver(webhook);
        }
    }

    /** The one open or closed incident of a runbook. */
    String awaitIncident(String runbook) {
        return await("incident of " + runbook)
                .atMost(SOON)
                .ignoreExceptionsInstanceOf(AssertionError.class) // the service may ask to come again
                .until(() -> incidentOf(runbook), Optional::isPresent)
                .get();
    }

    JsonNode incident(String id) {
        return api().get("/api/incidents/" + id);
    }

    void awaitState(String incident, String state) {
        await("incident is " + state)
                .atMost(LATER)
                .untilAsserted(() ->
                        assertThat(incident(incident).path("state").asString()).isEqualTo(state));
    }

    JsonNode step(String incident, String step) {
        return items(incident(incident).path("remediation").path("steps"))
                .filter(it -> it.path("id").asString("").equals(step))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no step " + step));
    }

    void awaitStep(String incident, String step, String status) {
        await("step " + step + " is " + status)
                .atMost(LATER)
                .untilAsserted(
                        () -> assertThat(step(incident, step).path("status").asString())
                                .isEqualTo(status));
    }

    /** Presses a button of the incident's newest message that has it. */
    void press(String action, String incident) {
        press(action, incident, "U0RESPONDER");
    }

    void press(String action, String incident, String user) {
        Map<String, String> button = Map.of("action", action, "incident", incident, "user", user);
        AtomicBoolean mayCount = new AtomicBoolean();
        await("button " + action).atMost(SOON).untilAsserted(() -> {
            JsonHttp.Answer answer = sandbox().send("POST", "/slack/press", button);
            // Answered too late for Slack, it may have counted all the same, and then the button goes.
            if (answer.status() == 404 && mayCount.get()) {
                return;
            }
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            mayCount.set(true);
            assertThat(answer.json().path("status").asInt()).isEqualTo(200);
            assertThat(answer.json().path("inTime").asBoolean()).isTrue();
        });
    }

    /** The incident's cards in a channel: never more than one. */
    List<JsonNode> cards(String channel, String incident) {
        return items(sandbox().get("/slack/channels/" + channel + "/messages?incident=" + incident))
                .toList();
    }

    List<JsonNode> pages(String incident) {
        return items(sandbox().get("/pagerduty/alerts"))
                .filter(it -> it.path("dedupKey").asString("").equals(incident))
                .toList();
    }

    /** Effects that a provider received. */
    List<JsonNode> effects(String provider) {
        return items(sandbox().get("/ledger?provider=" + provider)).toList();
    }

    List<String> timeline(String incident) {
        return items(api().get("/api/incidents/" + incident + "/timeline").path("items"))
                .map(it -> it.path("type").asString(""))
                .toList();
    }

    static Stream<JsonNode> items(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private Optional<String> incidentOf(String runbook) {
        List<String> found = items(api().get("/api/incidents").path("items"))
                .filter(it -> it.path("runbook").path("name").asString("").equals(runbook))
                .map(it -> it.path("id").asString())
                .toList();
        assertThat(found).hasSizeLessThanOrEqualTo(1);
        return found.stream().findFirst();
    }
}
