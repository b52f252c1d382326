package dev.firebreak.cli;

import dev.firebreak.model.wire.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the doctor looked at. */
final class Diagnosis {
    enum State {
        OK,
        /** Works, and somebody should know. */
        WARN,
        FAIL
    }

    /** @param detail what was seen, and for what is not right what would be */
    record Check(String name, State state, String detail) {}

    private final List<Check> checks = new ArrayList<>();

    void ok(String name, String detail) {
        checks.add(new Check(name, State.OK, detail));
    }

    void warn(String name, String detail) {
        checks.add(new Check(name, State.WARN, detail));
    }

    void fail(String name, String detail) {
        checks.add(new Check(name, State.FAIL, detail));
    }

    /** @return the exit code: refused when anything fails */
    int tell(Terminal terminal, boolean json) {
        if (json) {
            terminal.say(Wire.JSON.writeValueAsString(Map.of(
                    "healthy",
                    !hasFailed(),
                    "checks",
                    checks.stream()
                            .map(it -> Map.of("name", it.name(), "state", word(it.state()), "detail", it.detail()))
                            .toList())));
        } else {
            for (Check check : checks) {
                String word = "%-4s".formatted(word(check.state()));
                String shown = switch (check.state()) {
                    case OK -> word;
                    case WARN -> terminal.bySeverity("warning", word);
                    case FAIL -> terminal.bySeverity("critical", word);
                };
                terminal.say(shown + "  " + Terminal.plain("%-20s %s".formatted(check.name(), check.detail())));
            }
        }
        return hasFailed() ? ExitCode.REFUSED : ExitCode.DONE;
    }

    private boolean hasFailed() {
        return checks.stream().anyMatch(it -> it.state() == State.FAIL);
    }

    private static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
