package dev.firebreak.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "ack", description = "Acknowledge an incident: somebody works on it.")
final class AcknowledgeCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Environment environment;

    @Mixin
    private final Remote remote = new Remote();

    @Parameters(paramLabel = "ID", description = "the incident's number or id")
    private String id = "";

    @Option(
            names = {"-m", "--note"},
            paramLabel = "TEXT",
            description = "what the others should know")
    private @Nullable String note;

    AcknowledgeCommand(Terminal terminal, Environment environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Api api = remote.api(environment);
        JsonNode incident = api.send(
                "POST", IncidentNumbers.path(api, id) + "/acknowledge", note == null ? Map.of() : Map.of("note", note));
        terminal.say(remote.isJson() ? incident.toString() : stateOf(incident));
        return ExitCode.DONE;
    }

    static String stateOf(JsonNode incident) {
        return Terminal.plain("#" + incident.path("number").asLong() + " is "
                + incident.path("state").asString("") + ": "
                + incident.path("title").asString(""));
    }
}
