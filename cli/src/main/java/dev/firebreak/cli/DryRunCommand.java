package dev.firebreak.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "dry-run", description = "Say what a runbook would do: the plan, each guard's verdict, no action.")
final class DryRunCommand implements Callable<Integer> {
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final int LOOKS = 200;

    private final Terminal terminal;
    private final Environment environment;

    @Mixin
    private final Remote remote = new Remote();

    @Parameters(index = "0", paramLabel = "SYSTEM", description = "the system's name")
    private String system = "";

    @Parameters(index = "1", paramLabel = "RUNBOOK", description = "the runbook's name")
    private String runbook = "";

    @Option(names = "--incident", paramLabel = "ID", description = "as if this incident had just begun")
    private @Nullable String incident;

    @Option(names = "--alert", paramLabel = "NAME", description = "as if an alert of that name had come in")
    private @Nullable String alert;

    @Option(names = "--service", paramLabel = "NAME", description = "what the alert calls its service")
    private @Nullable String service;

    @Option(names = "--label", paramLabel = "NAME=VALUE", description = "a label of the alert; as often as needed")
    private Map<String, String> labels = Map.of();

    @Option(names = "--checks", description = "really look at what the runbook looks at")
    private boolean checks;

    DryRunCommand(Terminal terminal, Environment environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Api api = remote.api(environment);
        String id = api.send("POST", "/api/dry-runs", request()).path("id").asString("");
        JsonNode run = awaited(api, "/api/dry-runs/" + Api.segment(id));
        if (remote.isJson()) {
            terminal.say(run.toString());
        } else {
            show(run.path("report"));
        }
        return run.path("report").path("problem").isString() ? ExitCode.REFUSED : ExitCode.DONE;
    }

    private Map<String, Object> request() {
        Map<String, Object> request = new LinkedHashMap<>(Map.of("system", system, "runbook", runbook));
        request.put("runChecks", checks);
        if (incident != null) {
            request.put("incident", incident.startsWith("#") ? incident.substring(1) : incident);
        }
        if (alert != null) {
            Map<String, Object> made = new LinkedHashMap<>(Map.of("name", alert, "labels", labels));
            if (service != null) {
                made.put("service", service);
            }
            request.put("alert", made);
        }
        return request;
    }

    private static JsonNode awaited(Api api, String path) {
        for (int look = 0; look < LOOKS; look++) {
            JsonNode run = api.get(path);
            if (run.path("report").isObject()) {
                return run;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new CommandFailure(ExitCode.UNREACHABLE, "no answer yet; ask again later: GET " + path);
    }

    private void show(JsonNode report) {
        if (report.path("problem").isString()) {
            say("No plan: " + report.path("problem").asString(""));
            return;
        }
        terminal.say(terminal.bold(Terminal.plain(
                "Would be done for " + system + "/" + report.path("service").asString("") + ", and was not:")));
        for (JsonNode step : report.path("steps")) {
            say("  %-18s %-24s %s"
                    .formatted(
                            step.path("would").asString(""),
                            step.path("step").asString(""),
                            step.path("detail").asString("")));
            for (JsonNode verdict : step.path("guards")) {
                if (!verdict.path("allows").asBoolean(false)) {
                    say("    no: " + verdict.path("guard").asString("") + ", "
                            + verdict.path("reason").asString(""));
                }
            }
        }
    }

    private void say(String line) {
        terminal.say(Terminal.plain(line));
    }
}
