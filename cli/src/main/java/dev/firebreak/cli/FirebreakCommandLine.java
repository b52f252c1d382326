package dev.firebreak.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** The program behind {@code ./firebreak COMMAND}. */
@Command(
        name = "firebreak",
        description = "Runbooks that act: check them, look at incidents, steer the automation.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done, 1 refused or not valid, 2 wrong usage, 3 nothing answers, 4 not allowed,",
            "5 a bound of a backtest is crossed.",
            "Settings: FIREBREAK_URL, FIREBREAK_USER, FIREBREAK_ADMIN_PASSWORD, FIREBREAK_DATA, FIREBREAK_CATALOG, NO_COLOR."
        })
public final class FirebreakCommandLine {
    private FirebreakCommandLine() {}

    public static void main(String[] arguments) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        boolean colour = isTerminal() && System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
        var terminal = new Terminal(out, err, colour);
        System.exit(run(terminal, System.getenv(), Path.of("").toAbsolutePath(), InstantSource.system(), arguments));
    }

    @SuppressWarnings("SystemConsoleNull") // never null on this Java, which the nullness checker does not know
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    static int run(
            Terminal terminal,
            Map<String, String> variables,
            Path workingFolder,
            InstantSource clock,
            String... arguments) {
        try {
            return commands(terminal, Environment.of(variables, workingFolder), clock)
                    .execute(arguments);
        } catch (CommandFailure failure) {
            return tell(terminal, failure);
        }
    }

    static CommandLine commands(Terminal terminal, Environment environment, InstantSource clock) {
        var commands = new CommandLine(new FirebreakCommandLine())
                .addSubcommand(new ValidateCommand(terminal, environment))
                .addSubcommand(new ImportCommand(terminal, environment))
                .addSubcommand(new BacktestCommand(terminal, environment, clock))
                .addSubcommand(new SimulateCommand(terminal, environment, clock))
                .addSubcommand(new ListCommand(terminal, environment, clock))
                .addSubcommand(new ShowCommand(terminal, environment))
                .addSubcommand(new AcknowledgeCommand(terminal, environment))
                .addSubcommand(new ResolveCommand(terminal, environment))
                .addSubcommand(new CloseCommand(terminal, environment))
                .addSubcommand(new RunCommand(terminal, environment))
                .addSubcommand(new ApproveCommand(terminal, environment))
                .addSubcommand(new RejectCommand(terminal, environment))
                .addSubcommand(new CancelCommand(terminal, environment))
                .addSubcommand(new DoneCommand(terminal, environment))
                .addSubcommand(new BreakGlassCommand(terminal, environment))
                .addSubcommand(new DryRunCommand(terminal, environment))
                .addSubcommand(new WhyCommand(terminal, environment))
                .addSubcommand(new SendCommand(terminal, environment, clock))
                .addSubcommand(AutomationCommand.commands(terminal, environment))
                .addSubcommand(new MergeCommand(terminal, environment))
                .addSubcommand(new SplitCommand(terminal, environment))
                .addSubcommand(SilenceCommand.commands(terminal, environment))
                .addSubcommand(MaintenanceCommand.commands(terminal, environment))
                .addSubcommand(DeadLettersCommand.commands(terminal, environment))
                .addSubcommand(ExportCommand.commands(terminal, environment, clock))
                .addSubcommand(DoctorCommand.commands(terminal, environment, clock))
                .addSubcommand(new SlackManifestCommand(terminal))
                .addSubcommand(new CompletionCommand(terminal))
                .addSubcommand(new CommandLine.HelpCommand());
        answerHelpAndVersion(commands.getCommandSpec(), version());
        commands.setOut(terminal.out());
        commands.setErr(terminal.err());
        commands.setColorScheme(CommandLine.Help.defaultColorScheme(
                terminal.colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        commands.setExecutionStrategy(new CommandLine.RunLast());
        commands.setExecutionExceptionHandler((e, _, _) -> {
            if (e instanceof CommandFailure failure) {
                return tell(terminal, failure);
            }
            throw e;
        });
        return commands;
    }

    /** {@code --help} and {@code --version} of each command, those below others as well. */
    private static void answerHelpAndVersion(CommandSpec command, String version) {
        command.mixinStandardHelpOptions(true);
        command.version(version);
        command.subcommands().values().forEach(below -> answerHelpAndVersion(below.getCommandSpec(), version));
    }

    /** As the jar says; classes that are in no jar have none. */
    private static String version() {
        String version = FirebreakCommandLine.class.getPackage().getImplementationVersion();
        return "firebreak " + (version == null ? "(not packaged)" : version);
    }

    private static int tell(Terminal terminal, CommandFailure failure) {
        terminal.warn("firebreak: " + failure.getMessage());
        return failure.exitCode();
    }
}
