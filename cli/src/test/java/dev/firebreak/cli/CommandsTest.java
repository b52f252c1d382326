package dev.firebreak.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What holds for every command, those that are still to come as well. */
class CommandsTest {
    /** Their output is for a shell, for Slack, for people who ask how. */
    private static final Set<String> FOR_OTHERS = Set.of("completion", "slack-manifest", "help");

    private final CommandLine commands = FirebreakCommandLine.commands(
            new Terminal(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()), false),
            Environment.of(Map.of(), Path.of("")),
            InstantSource.system());

    @Test
    void eachAnswersInJson() {
        List<String> without = leaves(commands)
                .filter(it -> !FOR_OTHERS.contains(it.getCommandName()))
                .filter(it -> it.getCommandSpec().findOption("--json") == null)
                .map(it -> it.getCommandSpec().qualifiedName())
                .toList();

        assertThat(without).isEmpty();
    }

    @Test
    void eachAnswersAQuestionForHelpAtOnce() {
        assertThat(all(commands)).hasSizeGreaterThan(40).allSatisfy(command -> {
            String[] words = command.getCommandSpec().qualifiedName(" ").split(" ");
            var out = new StringWriter();
            var err = new StringWriter();
            String[] asked =
                    Stream.concat(Stream.of(words).skip(1), Stream.of("--help")).toArray(String[]::new);

            assertThat(FirebreakCommandLine.run(
                            new Terminal(new PrintWriter(out), new PrintWriter(err), false),
                            Map.of(),
                            Path.of(""),
                            InstantSource.system(),
                            asked))
                    .as(String.join(" ", asked))
                    .isZero();
            assertThat(out.toString())
                    .startsWith("Usage: " + String.join(" ", words))
                    .contains("--help", "--version");
            assertThat(err.toString()).isEmpty();
        });
    }

    @Test
    void eachIsInTheReadme() throws IOException {
        String readme = Files.readString(Path.of("README.md"));

        assertThat(commands.getSubcommands().keySet())
                .filteredOn(name -> !name.equals("help"))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(readme).contains("`" + name));
    }

    private static List<CommandLine> all(CommandLine command) {
        return Stream.concat(
                        Stream.of(command),
                        command.getSubcommands().values().stream().flatMap(below -> all(below).stream()))
                .filter(it -> !it.getCommandName().equals("help"))
                .toList();
    }

    private static Stream<CommandLine> leaves(CommandLine command) {
        return command.getSubcommands().isEmpty()
                ? Stream.of(command)
                : command.getSubcommands().values().stream().flatMap(CommandsTest::leaves);
    }
}
