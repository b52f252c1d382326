package dev.firebreak.cli;

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

/** What is not to be heard of for a time. */
@Command(name = "silence", description = "Show, add or end silences.", synopsisSubcommandLabel = "COMMAND")
final class SilenceCommand {
    private static final String PATH = "/api/silences";

    private SilenceCommand() {}

    static CommandLine commands(Terminal terminal, Environment environment) {
        return new CommandLine(new SilenceCommand())
                .addSubcommand(new Show(terminal, environment))
                .addSubcommand(new Add(terminal, environment))
                .addSubcommand(new Expire(terminal, environment));
    }

    private static String line(JsonNode silence) {
        String matchers = silence.path("matchers")
                .valueStream()
                .map(it -> it.asString(""))
                .collect(Collectors.joining(", "));
        return Terminal.plain("%s  %-8s until %s  %s: %s"
                .formatted(
                        silence.path("id").asString(""),
                        silence.path("state").asString(""),
                        silence.path("endsAt").asString(""),
                        matchers,
                        silence.path("reason").asString("")));
    }

    @Command(name = "list", description = "The newest silences, those that ended as well.")
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
            return remote.list(terminal, remote.api(environment).get(PATH), "No silences.", SilenceCommand::line);
        }
    }

    @Command(name = "add", description = "Hold back alerts for a time; what still fires then is handled as new.")
    static final class Add implements Callable<Integer> {
        private final Terminal terminal;
        private final Environment environment;

        @Mixin
        private final Remote remote = new Remote();

        @Parameters(
                arity = "1..*",
                paramLabel = "MATCHER",
                description = "such as service=web or name=~Disk.*; all must match")
        private List<String> matchers = List.of();

        @Option(names = "--for", paramLabel = "TIME", required = true, description = "such as 2h")
        private String lasts = "";

        @Option(
                names = {"-m", "--reason"},
                paramLabel = "TEXT",
                required = true,
                description = "why; it is kept")
        private String reason = "";

        Add(Terminal terminal, Environment environment) {
            this.terminal = terminal;
            this.environment = environment;
        }

        @Override
        public Integer call() {
            JsonNode silence = remote.api(environment)
                    .send("POST", PATH, Map.of("matchers", matchers, "lasts", lasts, "reason", reason));
            return remote.say(terminal, silence, SilenceCommand::line);
        }
    }

    @Command(name = "expire", description = "End a silence now.")
    static final class Expire implements Callable<Integer> {
        private final Terminal terminal;
        private final Environment environment;

        @Mixin
        private final Remote remote = new Remote();

        @Parameters(paramLabel = "ID", description = "the silence's id")
        private String id = "";

        Expire(Terminal terminal, Environment environment) {
            this.terminal = terminal;
            this.environment = environment;
        }

        @Override
        public Integer call() {
            JsonNode silence = remote.api(environment).send("POST", PATH + "/" + Api.segment(id) + "/expire", Map.of());
            return remote.say(terminal, silence, SilenceCommand::line);
        }
    }
}
