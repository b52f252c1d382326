package dev.firebreak.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "break-glass", description = "Let a step that a guard refused be done once; everybody is told.")
final class BreakGlassCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Environment environment;

    @Mixin
    private final OfIncident incident = new OfIncident();

    @Parameters(index = "1", paramLabel = "STEP", description = "the step's id")
    private String step = "";

    @Option(
            names = "--guard",
            paramLabel = "GUARD",
            required = true,
            split = ",",
            description = "a guard to pass, as the refusal names it; never the kill switch")
    private List<String> guards = List.of();

    @Option(
            names = {"-m", "--reason"},
            paramLabel = "TEXT",
            required = true,
            description = "why it cannot wait; everybody reads it")
    private String reason = "";

    BreakGlassCommand(Terminal terminal, Environment environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Api api = incident.api(environment);
        JsonNode accepted = api.send(
                "POST",
                OfIncident.path(incident.remediation(api)) + "/steps/" + Api.segment(step) + "/break-glass",
                Map.of("guards", guards, "reason", reason));
        return incident.tell(terminal, accepted, "Broke the glass for " + step);
    }
}
