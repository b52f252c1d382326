package dev.firebreak.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** What no service could handle. */
@Command(
        name = "dead-letters",
        description = "Show, replay or discard what could not be handled.",
        synopsisSubcommandLabel = "COMMAND")
final class DeadLettersCommand {
    private static final String PATH = "/api/dead-letters";

    private DeadLettersCommand() {}

    static CommandLine commands(Terminal terminal, Environment environment) {
        return new CommandLine(new DeadLettersCommand())
                .addSubcommand(new Show(terminal, environment))
                .addSubcommand(new Replay(terminal, environment))
                .addSubcommand(new Discard(terminal, environment));
    }

    private static String line(JsonNode letter) {
        return Terminal.plain("%s  %-8s %s  %s: %s"
                .formatted(
                        letter.path("id").asString(""),
                        letter.path("state").asString(""),
                        letter.path("failedAt").asString(""),
                        letter.path("topic").asString(""),
                        letter.path("cause").asString("")));
    }

    private static String act(String id, String verb) {
        return PATH + "/" + Api.segment(id) + "/" + verb;
    }

    @Command(name = "list", description = "The newest ones.")
    static final class Show implements Callable<Integer> {
        private final Terminal terminal;
        private final Environment environment;

        @Mixin
        private final Remote remote = new Remote();

        @Option(
                names = "--state",
                paramLabel = "WORD",
                defaultValue = "open",
                description = "open, replayed, discarded or all (open)")
        private String state = "open";

        Show(Terminal terminal, Environment environment) {
            this.terminal = terminal;
            this.environment = environment;
        }

        @Override
        public Integer call() {
            JsonNode page = remote.api(environment).get(PATH + "?state=" + Api.segment(state));
            return remote.list(terminal, page, "No dead letters.", DeadLettersCommand::line);
        }
    }

    @Command(name = "replay", description = "Send one again, to where it came from.")
    static final class Replay implements Callable<Integer> {
        private final Terminal terminal;
        private final Environment environment;

        @Mixin
        private final Remote remote = new Remote();

        @Parameters(paramLabel = "ID", description = "the letter's id")
        private String id = "";

        @Option(
                names = {"-m", "--reason"},
                paramLabel = "TEXT",
                description = "why it should work now; it is kept")
        private @Nullable String reason;

        Replay(Terminal terminal, Environment environment) {
            this.terminal = terminal;
            this.environment = environment;
        }

        @Override
        public Integer call() {
            Map<String, String> body = reason == null ? Map.of() : Map.of("reason", reason);
            return remote.say(
                    terminal, remote.api(environment).send("POST", act(id, "replay"), body), DeadLettersCommand::line);
        }
    }

    @Command(name = "discard", description = "Give one up for good.")
    static final class Discard implements Callable<Integer> {
        private final Terminal terminal;
        private final Environment environment;

        @Mixin
        private final Remote remote = new Remote();

        @Parameters(paramLabel = "ID", description = "the letter's id")
        private String id = "";

        @Option(
                names = {"-m", "--reason"},
                paramLabel = "TEXT",
                required = true,
                description = "why it is not needed; it is kept")
        private String reason = "";

        Discard(Terminal terminal, Environment environment) {
            this.terminal = terminal;
            this.environment = environment;
        }

        @Override
        public Integer call() {
            JsonNode letter = remote.api(environment).send("POST", act(id, "discard"), Map.of("reason", reason));
            return remote.say(terminal, letter, DeadLettersCommand::line);
        }
    }
}
