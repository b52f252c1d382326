package dev.firebreak.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "resolve", description = "Resolve an incident: it is over.")
final class ResolveCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Environment environment;

    @Mixin
    private final Remote remote = new Remote();

    @Parameters(paramLabel = "ID", description = "the incident's number or id")
    private String id = "";

    @Option(
            names = {"-m", "--reason"},
            paramLabel = "TEXT",
            description = "why it is over")
    private @Nullable String reason;

    ResolveCommand(Terminal terminal, Environment environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Api api = remote.api(environment);
        JsonNode incident = api.send(
                "POST",
                IncidentNumbers.path(api, id) + "/resolve",
                reason == null ? Map.of() : Map.of("reason", reason));
        terminal.say(remote.isJson() ? incident.toString() : AcknowledgeCommand.stateOf(incident));
        return ExitCode.DONE;
    }
}
