package dev.firebreak.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "run", description = "Carry out a runbook for an open incident.")
final class RunCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Environment environment;

    @Mixin
    private final Remote remote = new Remote();

    @Parameters(index = "0", paramLabel = "ID", description = "the incident's number or id")
    private String id = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "RUNBOOK",
            description = "one of the incident's system; its own unless said")
    private @Nullable String runbook;

    RunCommand(Terminal terminal, Environment environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Api api = remote.api(environment);
        JsonNode accepted = api.send(
                "POST",
                IncidentNumbers.path(api, id) + "/run",
                runbook == null ? Map.of() : Map.of("runbook", runbook));
        terminal.say(
                remote.isJson()
                        ? accepted.toString()
                        : Terminal.plain("Asked for; `firebreak show " + id + "` shows what came of it."));
        return ExitCode.DONE;
    }
}
