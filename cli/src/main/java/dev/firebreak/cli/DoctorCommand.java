package dev.firebreak.cli;

import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        description =
                "Look at a running Firebreak: does each part answer, what waits, what is missing? `doctor slack` looks at Slack.")
final class DoctorCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Environment environment;

    @Mixin
    private final Remote remote = new Remote();

    DoctorCommand(Terminal terminal, Environment environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    static CommandLine commands(Terminal terminal, Environment environment, InstantSource clock) {
        return new CommandLine(new DoctorCommand(terminal, environment))
                .addSubcommand(new Slack(terminal, environment, clock));
    }

    @Override
    public Integer call() {
        var diagnosis = new Diagnosis();
        new RunningSystem(environment, remote.api(environment), diagnosis).look();
        return diagnosis.tell(terminal, remote.isJson());
    }

    @Command(name = "slack", description = "Token, rights, channels and signing secret, asked of Slack itself.")
    static final class Slack implements Callable<Integer> {
        private final Terminal terminal;
        private final Environment environment;
        private final InstantSource clock;

        @Option(names = "--json", description = "the outcome as JSON")
        private boolean json;

        Slack(Terminal terminal, Environment environment, InstantSource clock) {
            this.terminal = terminal;
            this.environment = environment;
            this.clock = clock;
        }

        @Override
        public Integer call() {
            var diagnosis = new Diagnosis();
            new SlackApp(environment, clock, diagnosis).look();
            return diagnosis.tell(terminal, json);
        }
    }
}
