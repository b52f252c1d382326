package dev.firebreak.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(name = "show", description = "Show one incident: its state, what automation did, the timeline.")
final class ShowCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Environment environment;

    @Mixin
    private final Remote remote = new Remote();

    @Parameters(paramLabel = "ID", description = "the incident's number or id")
    private String id = "";

    ShowCommand(Terminal terminal, Environment environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Api api = remote.api(environment);
        String path = IncidentNumbers.path(api, id);
        JsonNode incident = api.get(path);
        JsonNode timeline = api.get(path + "/timeline");
        if (remote.isJson()) {
            ObjectNode whole = (ObjectNode) incident;
            whole.set("timeline", timeline.path("items"));
            terminal.say(whole.toString());
            return ExitCode.DONE;
        }
        head(incident);
        steps(incident.path("remediation"));
        terminal.say("");
        terminal.say(terminal.bold("Timeline"));
        for (JsonNode item : timeline.path("items")) {
            say("  " + text(item, "at") + "  " + text(item, "text") + who(item.path("actor")));
        }
        return ExitCode.DONE;
    }

    private void head(JsonNode incident) {
        String headline =
                "#" + incident.path("number").asLong() + " " + text(incident, "level") + " " + text(incident, "title");
        terminal.say(terminal.bySeverity(text(incident, "severity"), Terminal.plain(headline)));
        say("  state     " + text(incident, "state"));
        say("  service   " + text(incident, "system") + "/" + text(incident, "service"));
        say("  opened    " + text(incident, "openedAt"));
        say("  alerts    " + incident.path("alertCount").asLong() + ", "
                + incident.path("firingCount").asLong() + " firing");
        line("runbook", text(incident.path("runbook"), "name"));
        line("suspect", text(incident.path("suspect"), "id"));
        line("last good", text(incident.path("lastGood"), "id"));
        line("taken by", text(incident, "acknowledgedBy"));
        line("owner", text(incident.path("assignedTo"), "name"));
        say("  id        " + text(incident, "id"));
    }

    private void steps(JsonNode remediation) {
        if (!remediation.isObject()) {
            return;
        }
        terminal.say("");
        terminal.say(terminal.bold(
                "Runbook " + text(remediation.path("runbook"), "name") + ": " + text(remediation, "state")));
        for (JsonNode step : remediation.path("steps")) {
            say("  %-18s %-24s %s".formatted(text(step, "status"), text(step, "id"), text(step, "detail")));
        }
    }

    private void line(String name, String value) {
        if (!value.isEmpty()) {
            say("  %-9s %s".formatted(name, value));
        }
    }

    private static String who(JsonNode actor) {
        return actor.path("name").isString() ? " (" + text(actor, "name") + ")" : "";
    }

    private void say(String line) {
        terminal.say(Terminal.plain(line));
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
