package dev.firebreak.cli;

import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** The newest remediation of an incident, for commands that answer it. */
final class OfIncident {
    @Mixin
    private final Remote remote = new Remote();

    @Parameters(paramLabel = "ID", description = "the incident's number or id")
    private String id = "";

    Api api(Environment environment) {
        return remote.api(environment);
    }

    JsonNode remediation(Api api) {
        JsonNode remediation = api.get(IncidentNumbers.path(api, id)).path("remediation");
        if (!remediation.isObject()) {
            throw new CommandFailure(ExitCode.REFUSED, "nothing is remedied for incident " + Terminal.plain(id));
        }
        return remediation;
    }

    /** The step that waits for an answer. */
    static JsonNode question(JsonNode remediation) {
        List<JsonNode> asked = remediation
                .path("steps")
                .valueStream()
                .filter(step -> step.path("status").asString("").equals("awaiting-approval"))
                .toList();
        if (asked.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    "nothing waits for an answer; the remediation is "
                            + remediation.path("state").asString(""));
        }
        return asked.getFirst();
    }

    static String path(JsonNode remediation) {
        return "/api/remediations/" + remediation.path("id").asString("");
    }

    /** @param done what was asked for */
    int tell(Terminal terminal, JsonNode accepted, String done) {
        terminal.say(
                remote.isJson()
                        ? accepted.toString()
                        : Terminal.plain(done + "; `firebreak show " + id + "` shows what came of it."));
        return ExitCode.DONE;
    }
}
