package dev.firebreak.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Runs what a team's own repository runs: the steps of {@code action.yml} and the hook of {@code .pre-commit-hooks.yaml}. */
class InContinuousIntegrationTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final String RUNBOOK = "runbooks/algorhythmic/20-circuit-breaker-open.yaml";
    private static final String ALERT = """
            {"type":"alert.received.v1","id":"01963c5e-0000-7000-8000-000000000001","alert":{
            "id":"01963c5e-0000-7000-8000-000000000002","deliveryKey":"prometheus:1","source":"prometheus","type":"alert",
            "status":"firing","name":"CircuitBreakerOpen","severity":"critical","fingerprint":"5f1c","service":"generation",
            "title":"Circuit breaker open","labels":{"system":"algorhythmic"},"annotations":{},"links":[],
            "startsAt":"2026-03-07T12:00:00Z","receivedAt":"2026-03-07T12:00:01Z"}}""".replace("\n", "");

    /** As the action's checkout lies there: the same scripts, with a program that is built already. */
    @TempDir
    private Path action;

    @TempDir
    private Path repository;

    @TempDir
    private Path runner;

    private record Ended(int code, String output) {}

    @BeforeEach
    void prepare() throws IOException {
        program(
                action.resolve("firebreak"),
                "#!/bin/sh\nexec '%s' -cp '%s' dev.firebreak.cli.FirebreakCommandLine \"$@\"\n"
                        .formatted(
                                Path.of(System.getProperty("java.home"), "bin", "java"),
                                System.getProperty("java.class.path")));
        Files.createDirectory(action.resolve("deploy"));
        program(
                action.resolve("deploy/backtest-change"),
                Files.readString(HOME.resolve("deploy").resolve("backtest-change")));
        Path system = Files.createDirectories(repository.resolve("runbooks/algorhythmic"));
        try (Stream<Path> files = Files.list(HOME.resolve("runbooks/algorhythmic"))) {
            for (Path file : files.filter(it -> it.toString().endsWith(".yaml")).toList()) {
                Files.copy(file, system.resolve(file.getFileName()));
            }
        }
        Files.writeString(repository.resolve("past-alerts.ndjson"), ALERT);
        git("init", "--quiet");
        git("add", ".");
        git("commit", "--quiet", "-m", "As it is");
    }

    @Test
    void theActionValidatesAndTellsWhatTheChangeWouldHaveDone() throws IOException {
        String base = git("rev-parse", "HEAD").output().strip();
        change(RUNBOOK, "alert.name == 'CircuitBreakerOpen'", "alert.name == 'CircuitBreakerStuck'");
        git("commit", "--quiet", "-am", "Rename the alert");

        assertThat(step("Validate", Map.of("CATALOG", "runbooks")))
                .returns(0, Ended::code)
                .extracting(Ended::output)
                .asString()
                .contains("runbooks is valid: 1 systems");
        Map<String, String> asked =
                Map.of("CATALOG", "runbooks", "ALERTS", "past-alerts.ndjson", "BASELINE", base, "FAIL_ON", "");
        Ended compared = step("Backtest", asked);

        assertThat(compared.code()).as(compared.output()).isZero();
        Path report = runner.resolve("firebreak-backtest.md");
        assertThat(runner.resolve("output")).hasContent("report=" + report);
        assertThat(report).content().contains("| actions | 1 | 0 | -1 |");
        assertThat(runner.resolve("summary")).hasSameTextualContentAs(report);
        assertThat(git("worktree", "list").output().lines()).hasSize(1);
    }

    @Test
    void aBoundThatIsCrossedFailsTheCheckAndTheReportIsThereAllTheSame() throws IOException {
        Map<String, String> asked = Map.of(
                "CATALOG",
                "runbooks",
                "ALERTS",
                "past-alerts.ndjson",
                "BASELINE",
                "HEAD",
                "FAIL_ON",
                "pages > 100\n\nincidents > 0\n");

        Ended ended = step("Backtest", asked);

        assertThat(ended.code()).as(ended.output()).isEqualTo(ExitCode.BOUND_CROSSED);
        assertThat(ended.output()).contains("crossed: incidents > 0").doesNotContain("crossed: pages");
        assertThat(runner.resolve("summary")).isNotEmptyFile();
        assertThat(step("Backtest", Map.of("CATALOG", "runbooks", "ALERTS", "a", "BASELINE", "", "FAIL_ON", "")))
                .returns(ExitCode.USAGE, Ended::code);
    }

    @Test
    void theHookRefusesACatalogueThatIsNotValid() throws IOException {
        Map<?, ?> hook = (Map<?, ?>) ((List<?>) yaml(HOME.resolve(".pre-commit-hooks.yaml"))).getFirst();
        List<String> words =
                new ArrayList<>(List.of(String.valueOf(hook.get("entry")).split(" ")));
        words.set(0, action.resolve(words.getFirst()).toString()); // as `language: script` has it
        list(hook, "args").forEach(word -> words.add(String.valueOf(word)));

        assertThat(run(repository, Map.of(), words)).returns(0, Ended::code);
        change(RUNBOOK, "alert.name ==", "alert.nam ==");

        Ended refused = run(repository, Map.of(), words);
        assertThat(refused.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.output()).contains("20-circuit-breaker-open.yaml:").contains("did you mean name?");
        assertThat("runbooks/a.yaml").containsPattern(String.valueOf(hook.get("files")));
    }

    private static List<?> list(Map<?, ?> all, String key) {
        return (List<?>) Objects.requireNonNull(all.get(key));
    }

    private static Map<?, ?> map(Map<?, ?> all, String key) {
        return (Map<?, ?>) Objects.requireNonNull(all.get(key));
    }

    /** A composite action's step, as the runner runs it. */
    private Ended step(String name, Map<String, String> environment) throws IOException {
        Map<?, ?> runs = map((Map<?, ?>) yaml(HOME.resolve("action.yml")), "runs");
        Map<?, ?> step = list(runs, "steps").stream()
                .map(each -> (Map<?, ?>) each)
                .filter(each -> name.equals(each.get("name")))
                .findFirst()
                .orElseThrow();
        assertThat(map(step, "env").keySet().stream().map(String::valueOf))
                .containsExactlyInAnyOrderElementsOf(environment.keySet());
        Map<String, String> all = new HashMap<>(environment);
        all.put("GITHUB_ACTION_PATH", action.toString());
        all.put("RUNNER_TEMP", runner.toString());
        all.put("GITHUB_OUTPUT", runner.resolve("output").toString());
        all.put("GITHUB_STEP_SUMMARY", runner.resolve("summary").toString());
        return run(
                repository,
                all,
                List.of("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", String.valueOf(step.get("run"))));
    }

    private Ended git(String... words) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("git", "-c", "user.name=Test", "-c", "user.email=test@example.com"));
        command.addAll(List.of(words));
        Ended ended = run(repository, Map.of("GIT_CONFIG_GLOBAL", "/dev/null"), command);
        assertThat(ended.code()).as(ended.output()).isZero();
        return ended;
    }

    private static Ended run(Path folder, Map<String, String> environment, List<String> words) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.onExit().join().exitValue(), output);
    }

    private void change(String file, String from, String to) throws IOException {
        Path path = repository.resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(from);
        Files.writeString(path, text.replace(from, to));
    }

    private static Object yaml(Path file) throws IOException {
        return new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    }

    private static void program(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
