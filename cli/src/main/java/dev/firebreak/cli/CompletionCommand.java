package dev.firebreak.cli;

import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        description = "A script that completes commands and options: source <(./firebreak completion bash)")
final class CompletionCommand implements Callable<Integer> {
    enum Shell {
        BASH,
        ZSH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
    private Shell shell = Shell.BASH;

    CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        // zsh reads bash's kind of completion once it is told to.
        if (shell == Shell.ZSH) {
            terminal.say("autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit");
        }
        terminal.say(AutoComplete.bash(
                "firebreak", Objects.requireNonNull(spec).root().commandLine()));
        return ExitCode.DONE;
    }
}
