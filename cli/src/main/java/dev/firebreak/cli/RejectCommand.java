package dev.firebreak.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(name = "reject", description = "Say no to what is asked; the remediation stops.")
final class RejectCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Environment environment;

    @Mixin
    private final OfIncident incident = new OfIncident();

    @Option(
            names = {"-m", "--reason"},
            paramLabel = "TEXT",
            description = "why not")
    private @Nullable String reason;

    RejectCommand(Terminal terminal, Environment environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Api api = incident.api(environment);
        JsonNode remediation = incident.remediation(api);
        String question =
                OfIncident.question(remediation).path("approval").path("id").asString("");
        JsonNode accepted = api.send(
                "POST",
                OfIncident.path(remediation) + "/reject",
                reason == null ? Map.of("approvalId", question) : Map.of("approvalId", question, "reason", reason));
        return incident.tell(terminal, accepted, "Said no");
    }
}
