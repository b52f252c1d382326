package dev.firebreak.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "merge", description = "Say that an incident is the same as another one, in which it goes on.")
final class MergeCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Environment environment;

    @Mixin
    private final Remote remote = new Remote();

    @Parameters(index = "0", paramLabel = "ID", description = "number or id of the incident that is over then")
    private String id = "";

    @Parameters(index = "1", paramLabel = "INTO", description = "number or id of the one in which it goes on")
    private String into = "";

    @Option(
            names = {"-m", "--reason"},
            paramLabel = "TEXT",
            required = true,
            description = "how you know; it is kept")
    private String reason = "";

    MergeCommand(Terminal terminal, Environment environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Api api = remote.api(environment);
        JsonNode merged = api.send(
                "POST",
                IncidentNumbers.path(api, id) + "/merge",
                Map.of("into", into.replaceFirst("^#", ""), "reason", reason));
        terminal.say(
                remote.isJson()
                        ? merged.toString()
                        : "#" + merged.path("number").asLong() + " goes on in #"
                                + merged.path("mergedInto").path("number").asLong() + ".");
        return ExitCode.DONE;
    }
}
