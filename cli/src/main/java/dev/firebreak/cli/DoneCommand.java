package dev.firebreak.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "done", description = "Tick a manual step, or take the tick back.")
final class DoneCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Environment environment;

    @Mixin
    private final OfIncident incident = new OfIncident();

    @Parameters(index = "1", paramLabel = "STEP", description = "the step's id")
    private String step = "";

    @Option(
            names = {"-m", "--note"},
            paramLabel = "TEXT",
            description = "what the others should know")
    private @Nullable String note;

    @Option(names = "--undo", description = "it is not done after all")
    private boolean undo;

    DoneCommand(Terminal terminal, Environment environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Api api = incident.api(environment);
        JsonNode accepted = api.send(
                undo ? "DELETE" : "POST",
                OfIncident.path(incident.remediation(api)) + "/steps/" + Api.segment(step) + "/done",
                note == null || undo ? Map.of() : Map.of("note", note));
        return incident.tell(terminal, accepted, undo ? "Took back that " + step + " is done" : "Ticked " + step);
    }
}
