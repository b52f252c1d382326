package dev.firebreak.standalone;

import dev.firebreak.standalone.StandaloneOptions.PortChoice;
import dev.firebreak.standalone.demo.Demo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** {@code ./firebreak up} and {@code ./firebreak demo}. */
public final class StandaloneApplication {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private StandaloneApplication() {}

    public static void main(String[] words) throws InterruptedException {
        Terminal terminal = Terminal.ofThisProcess();
        int code;
        try {
            Arguments arguments = Arguments.parse(List.of(words));
            code = switch (arguments.command()) {
                case UP -> up(arguments, terminal);
                case DEMO -> Demo.run(demoOptions(arguments), terminal);
            };
        } catch (StartupProblem e) {
            terminal.stopWaiting();
            terminal.line("");
            terminal.line("Firebreak did not start.");
            String.valueOf(e.getMessage()).lines().forEach(line -> terminal.line("  " + line));
            code = 1;
        }
        System.exit(code);
    }

    private static int up(Arguments arguments, Terminal terminal) throws InterruptedException {
        terminal.line("Starting Firebreak");
        Standalone firebreak = Standalone.prepare(options(arguments, ""), terminal);
        stopAtTheEnd(firebreak, terminal);
        firebreak.launch();
        new Screen(firebreak, terminal).show();
        return watchUntilTheEnd(firebreak, terminal);
    }

    /** Ctrl-C ends it. */
    private static int watchUntilTheEnd(Standalone firebreak, Terminal terminal) throws InterruptedException {
        DiskWatch disk = DiskWatch.of(firebreak, terminal);
        while (firebreak.isOpen()) {
            if (!disk.look()) {
                return 1;
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
        return 0;
    }

    /** Ctrl-C and a termination by the system both come as the JVM's end. */
    public static void stopAtTheEnd(Standalone firebreak, Terminal terminal) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            if (firebreak.isOpen()) {
                terminal.stopWaiting();
                terminal.line("");
                terminal.line("Stopping");
                firebreak.close();
                terminal.line("Stopped.");
            }
        }));
    }

    private static StandaloneOptions demoOptions(Arguments arguments) {
        StandaloneOptions options =
                options(arguments, "demo").ports(PortChoice.USUAL_OR_FREE).withoutEnvironment();
        DataFolder.empty(options.data());
        return options;
    }

    private static StandaloneOptions options(Arguments arguments, String subfolder) {
        GivenSettings given = GivenSettings.ofThisProcess();
        Path data = Path.of(arguments.data().orElseGet(() -> given.orElse("FIREBREAK_DATA", "data")));
        String catalog = arguments.catalog().orElseGet(() -> given.orElse("FIREBREAK_CATALOG", "runbooks"));
        return StandaloneOptions.in(data.resolve(subfolder))
                .catalog(catalog)
                .listen(arguments.listen().orElseGet(() -> given.orElse("FIREBREAK_LISTEN", "127.0.0.1")));
    }
}
