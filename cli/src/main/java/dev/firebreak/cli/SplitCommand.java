package dev.firebreak.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "split", description = "Say that some alerts of an incident are about something else.")
final class SplitCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Environment environment;

    @Mixin
    private final Remote remote = new Remote();

    @Parameters(index = "0", paramLabel = "ID", description = "the incident's number or id")
    private String id = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "FINGERPRINT",
            description = "of the alerts that leave; `show --json` has them")
    private List<String> fingerprints = List.of();

    @Option(names = "--title", paramLabel = "TEXT", description = "of the new incident (that of its newest alert)")
    private @Nullable String title;

    @Option(
            names = {"-m", "--reason"},
            paramLabel = "TEXT",
            required = true,
            description = "how you know; it is kept")
    private String reason = "";

    SplitCommand(Terminal terminal, Environment environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Api api = remote.api(environment);
        Map<String, Object> body = new LinkedHashMap<>(Map.of("fingerprints", fingerprints, "reason", reason));
        if (title != null) {
            body.put("title", title);
        }
        JsonNode opened = api.send("POST", IncidentNumbers.path(api, id) + "/split", body);
        terminal.say(remote.isJson() ? opened.toString() : AcknowledgeCommand.stateOf(opened));
        return ExitCode.DONE;
    }
}
