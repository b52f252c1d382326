package dev.firebreak.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(name = "cancel", description = "Stop a remediation; what is under way is let finish.")
final class CancelCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Environment environment;

    @Mixin
    private final OfIncident incident = new OfIncident();

    @Option(
            names = {"-m", "--reason"},
            paramLabel = "TEXT",
            description = "why")
    private @Nullable String reason;

    CancelCommand(Terminal terminal, Environment environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Api api = incident.api(environment);
        JsonNode accepted = api.send(
                "POST",
                OfIncident.path(incident.remediation(api)) + "/cancel",
                reason == null ? Map.of() : Map.of("reason", reason));
        return incident.tell(terminal, accepted, "Asked to stop");
    }
}
