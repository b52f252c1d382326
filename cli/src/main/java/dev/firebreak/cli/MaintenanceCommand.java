package dev.firebreak.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Announced maintenance, and that of the catalogue. */
@Command(name = "maintenance", description = "Show, announce or end maintenance.", synopsisSubcommandLabel = "COMMAND")
final class MaintenanceCommand {
    private static final String PATH = "/api/maintenance";

    private MaintenanceCommand() {}

    static CommandLine commands(Terminal terminal, Environment environment) {
        return new CommandLine(new MaintenanceCommand())
                .addSubcommand(new Show(terminal, environment))
                .addSubcommand(new Announce(terminal, environment))
                .addSubcommand(new End(terminal, environment));
    }

    private static String line(JsonNode window) {
        String services =
                window.path("services").valueStream().map(it -> it.asString("")).collect(Collectors.joining(", "));
        return Terminal.plain("%s  %-9s %s to %s  %s%s: %s"
                .formatted(
                        window.path("id").asString(""),
                        window.path("state").asString(""),
                        window.path("opensAt").asString(""),
                        window.path("closesAt").asString(""),
                        window.path("system").asString(""),
                        services.isEmpty() ? "" : " (" + services + ")",
                        window.path("title").asString("")));
    }

    @Command(name = "list", description = "What is open or coming.")
    static final class Show implements Callable<Integer> {
        private final Terminal terminal;
        private final Environment environment;

        @Mixin
        private final Remote remote = new Remote();

        Show(Terminal terminal, Environment environment) {
            this.terminal = terminal;
            this.environment = environment;
        }

        @Override
        public Integer call() {
            return remote.list(
                    terminal, remote.api(environment).get(PATH), "No maintenance.", MaintenanceCommand::line);
        }
    }

    @Command(name = "announce", description = "Hold back a system's alerts and freeze its automation from now on.")
    static final class Announce implements Callable<Integer> {
        private final Terminal terminal;
        private final Environment environment;

        @Mixin
        private final Remote remote = new Remote();

        @Option(names = "--system", paramLabel = "NAME", required = true, description = "which system")
        private String system = "";

        @Option(names = "--service", paramLabel = "NAME", description = "only this one; may be repeated (all)")
        private List<String> services = List.of();

        @Option(names = "--title", paramLabel = "TEXT", required = true, description = "what is done")
        private String title = "";

        @Option(names = "--for", paramLabel = "TIME", required = true, description = "such as 2h")
        private String lasts = "";

        @Option(names = "--automation", paramLabel = "WORD", defaultValue = "frozen", description = "frozen or running")
        private String automation = "frozen";

        @Option(names = "--alerts", paramLabel = "WORD", defaultValue = "held", description = "held or handled")
        private String alerts = "held";

        Announce(Terminal terminal, Environment environment) {
            this.terminal = terminal;
            this.environment = environment;
        }

        @Override
        public Integer call() {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("system", system);
            if (!services.isEmpty()) {
                body.put("services", services);
            }
            body.put("title", title);
            body.put("lasts", lasts);
            body.put("automation", automation);
            body.put("alerts", alerts);
            return remote.say(terminal, remote.api(environment).send("POST", PATH, body), MaintenanceCommand::line);
        }
    }

    @Command(name = "end", description = "End announced maintenance now.")
    static final class End implements Callable<Integer> {
        private final Terminal terminal;
        private final Environment environment;

        @Mixin
        private final Remote remote = new Remote();

        @Parameters(paramLabel = "ID", description = "the window's id")
        private String id = "";

        End(Terminal terminal, Environment environment) {
            this.terminal = terminal;
            this.environment = environment;
        }

        @Override
        public Integer call() {
            JsonNode window = remote.api(environment).send("POST", PATH + "/" + Api.segment(id) + "/end", Map.of());
            return remote.say(terminal, window, MaintenanceCommand::line);
        }
    }
}
