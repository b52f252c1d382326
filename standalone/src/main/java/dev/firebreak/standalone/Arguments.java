package dev.firebreak.standalone;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the command line says: {@code up} or {@code demo}, then options. */
record Arguments(Command command, Optional<String> listen, Optional<String> data, Optional<String> catalog) {
    enum Command {
        UP,
        DEMO
    }

    static Arguments parse(List<String> words) {
        Iterator<String> rest = words.iterator();
        Command command = command(rest.hasNext() ? rest.next() : "up");
        @Nullable String listen = null;
        @Nullable String data = null;
        @Nullable String catalog = null;
        while (rest.hasNext()) {
            String word = rest.next();
            int equals = word.indexOf('=');
            String option = equals < 0 ? word : word.substring(0, equals);
            switch (option) {
                case "--listen" -> listen = value(option, word, equals, rest);
                case "--data" -> data = value(option, word, equals, rest);
                case "--catalog" -> catalog = value(option, word, equals, rest);
                default ->
                    throw new StartupProblem(
                            "Unknown option '" + word + "'.", "There are --listen, --data and --catalog.");
            }
        }
        return new Arguments(
                command, Optional.ofNullable(listen), Optional.ofNullable(data), Optional.ofNullable(catalog));
    }

    private static Command command(String word) {
        return switch (word) {
            case "up" -> Command.UP;
            case "demo" -> Command.DEMO;
            default -> throw new StartupProblem("Unknown command '" + word + "'.", "There are up and demo.");
        };
    }

    private static String value(String option, String word, int equals, Iterator<String> rest) {
        String value = equals >= 0 ? word.substring(equals + 1) : rest.hasNext() ? rest.next() : "";
        if (value.isBlank()) {
            throw new StartupProblem(option + " has no value.", "Write it after the option: " + option + " VALUE");
        }
        return value;
    }
}
