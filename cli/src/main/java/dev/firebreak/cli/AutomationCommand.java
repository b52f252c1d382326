package dev.firebreak.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** The kill switch from a shell. */
@Command(
        name = "automation",
        description = "Show, pause or resume the automation.",
        synopsisSubcommandLabel = "COMMAND")
final class AutomationCommand {
    private AutomationCommand() {}

    static CommandLine commands(Terminal terminal, Environment environment) {
        return new CommandLine(new AutomationCommand())
                .addSubcommand(new Status(terminal, environment))
                .addSubcommand(new Pause(terminal, environment))
                .addSubcommand(new Resume(terminal, environment));
    }

    @Command(name = "status", description = "Is automation running?")
    static final class Status implements Callable<Integer> {
        private final Terminal terminal;
        private final Environment environment;

        @Mixin
        private final Remote remote = new Remote();

        Status(Terminal terminal, Environment environment) {
            this.terminal = terminal;
            this.environment = environment;
        }

        @Override
        public Integer call() {
            JsonNode automation = remote.api(environment).get("/api/automation");
            if (remote.isJson()) {
                terminal.say(automation.toString());
                return ExitCode.DONE;
            }
            boolean paused = automation.path("paused").asBoolean(false);
            terminal.say(paused ? "Automation is paused:" : "Automation is running.");
            for (JsonNode scope : automation.path("scopes")) {
                if (scope.path("paused").asBoolean(false)) {
                    terminal.say(Terminal.plain("  " + scope.path("scope").asString("") + " by "
                            + scope.path("changedBy").asString("") + " at "
                            + scope.path("changedAt").asString("") + ": "
                            + scope.path("reason").asString("")));
                }
            }
            return ExitCode.DONE;
        }
    }

    /** What pausing and resuming need to know. */
    static final class Switch {
        @Option(
                names = "--scope",
                paramLabel = "SCOPE",
                defaultValue = "global",
                description = "global, system:NAME, service:SYSTEM/NAME or action:TYPE (global)")
        private String scope = "global";

        @Option(
                names = {"-m", "--reason"},
                paramLabel = "TEXT",
                required = true,
                description = "why; it is kept")
        private String reason = "";

        int turn(Terminal terminal, Environment environment, Remote remote, boolean paused) {
            JsonNode accepted = remote.api(environment)
                    .send("PUT", "/api/automation", Map.of("scope", scope, "paused", paused, "reason", reason));
            terminal.say(
                    remote.isJson()
                            ? accepted.toString()
                            : "Asked to " + (paused ? "pause" : "resume") + " " + Terminal.plain(scope)
                                    + "; `firebreak automation status` shows when it is so.");
            return ExitCode.DONE;
        }
    }

    @Command(name = "pause", description = "Stop all actions; checks, cards and pages go on.")
    static final class Pause implements Callable<Integer> {
        private final Terminal terminal;
        private final Environment environment;

        @Mixin
        private final Remote remote = new Remote();

        @Mixin
        private final Switch change = new Switch();

        Pause(Terminal terminal, Environment environment) {
            this.terminal = terminal;
            this.environment = environment;
        }

        @Override
        public Integer call() {
            return change.turn(terminal, environment, remote, true);
        }
    }

    @Command(name = "resume", description = "Let automation act again.")
    static final class Resume implements Callable<Integer> {
        private final Terminal terminal;
        private final Environment environment;

        @Mixin
        private final Remote remote = new Remote();

        @Mixin
        private final Switch change = new Switch();

        Resume(Terminal terminal, Environment environment) {
            this.terminal = terminal;
            this.environment = environment;
        }

        @Override
        public Integer call() {
            return change.turn(terminal, environment, remote, false);
        }
    }
}
