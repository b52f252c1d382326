package dev.firebreak.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "why", description = "Say what became of an alert, stage by stage.")
final class WhyCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Environment environment;

    @Mixin
    private final Remote remote = new Remote();

    @Parameters(paramLabel = "ALERT", description = "the id that the ingest answered, or that an incident shows")
    private String id = "";

    WhyCommand(Terminal terminal, Environment environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        JsonNode trace = remote.api(environment).get("/api/alerts/" + Api.segment(id) + "/why");
        if (remote.isJson()) {
            terminal.say(trace.toString());
            return ExitCode.DONE;
        }
        terminal.say(terminal.bold(
                plain(trace, "name") + " of " + plain(trace, "service") + ": " + plain(trace, "outcome")));
        for (JsonNode stage : trace.path("stages")) {
            terminal.say("  %-12s %s".formatted(plain(stage, "stage"), plain(stage, "decision")));
        }
        line("incident", plain(trace, "incidentId"));
        line("key", plain(trace, "correlationKey"));
        line("catalogue", plain(trace, "catalogVersion"));
        return ExitCode.DONE;
    }

    private void line(String name, String value) {
        if (!value.isEmpty()) {
            terminal.say("  %-12s %s".formatted(name, value));
        }
    }

    private static String plain(JsonNode node, String field) {
        return Terminal.plain(node.path(field).asString(""));
    }
}
