package dev.firebreak.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "why", description = "Say what became of an alert, or why an incident stands as it does.")
final class WhyCommand implements Callable<Integer> {
    private static final Pattern NUMBER = Pattern.compile("#?[0-9]{1,17}");
    private static final List<String> PARTS =
            List.of("level", "escalation", "remediation", "grouping", "flapping", "refusals");

    private final Terminal terminal;
    private final Environment environment;

    @Mixin
    private final Remote remote = new Remote();

    @Parameters(
            paramLabel = "ID",
            description = "an alert's id, as the ingest answered it or an incident shows it; or an incident's number")
    private String id = "";

    WhyCommand(Terminal terminal, Environment environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        return NUMBER.matcher(id).matches() ? incident() : alert();
    }

    private int incident() {
        JsonNode why = remote.api(environment).get("/api/incidents/" + id.replaceFirst("^#", "") + "/why");
        if (remote.isJson()) {
            terminal.say(why.toString());
            return ExitCode.DONE;
        }
        for (String part : PARTS) {
            if (!why.path(part).isEmpty()) {
                terminal.say(terminal.bold(part));
                why.path(part).forEach(each -> terminal.say("  " + plain(each, "at") + "  " + plain(each, "decision")));
            }
        }
        return ExitCode.DONE;
    }

    private int alert() {
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
