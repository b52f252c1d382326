package dev.firebreak.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "close", description = "Close a resolved incident: nothing is left to do, and it is never reopened.")
final class CloseCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Environment environment;

    @Mixin
    private final Remote remote = new Remote();

    @Parameters(paramLabel = "ID", description = "the incident's number or id")
    private String id = "";

    @Option(
            names = {"-m", "--reason"},
            paramLabel = "TEXT",
            required = true,
            description = "such as where the post-mortem is, or why none is needed")
    private String reason = "";

    CloseCommand(Terminal terminal, Environment environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Api api = remote.api(environment);
        JsonNode incident = api.send("POST", IncidentNumbers.path(api, id) + "/close", Map.of("reason", reason));
        terminal.say(remote.isJson() ? incident.toString() : AcknowledgeCommand.stateOf(incident));
        return ExitCode.DONE;
    }
}
