package dev.firebreak.catalog.markdown;

import java.util.ArrayList;
import java.util.List;

/**
 * A few lines of a code block that belong together: comments and the commands below them.
 *
 * @param title the comments' words; empty when there are none
 * @param commands each on one line; none when there are only comments
 * @param written the lines as they are
 */
record Snippet(String title, List<String> commands, String written, int line) {
    static List<Snippet> of(Block.Code code) {
        var reader = new Reader(code.line() + 1);
        code.text().lines().forEach(reader::accept);
        return reader.close();
    }

    /** The lines as they are where the command is alone, else the comments and the command. */
    String about(String command) {
        return commands.size() == 1 ? written : (title.isEmpty() ? command : title + "\n" + command);
    }

    private static final class Reader {
        private final List<Snippet> snippets = new ArrayList<>();
        private final List<String> comments = new ArrayList<>();
        private final List<String> commands = new ArrayList<>();
        private final StringBuilder written = new StringBuilder();
        private final StringBuilder command = new StringBuilder();
        private int number;
        private int begin;

        Reader(int firstLine) {
            this.number = firstLine;
            this.begin = firstLine;
        }

        void accept(String line) {
            String stripped = line.strip();
            boolean isOpen = !command.isEmpty();
            boolean isComment = !isOpen && stripped.matches("(?:#(?!!)|--(?!\\w)|//).*");
            if ((isComment && !commands.isEmpty()) || (stripped.isEmpty() && !isOpen && !written.isEmpty())) {
                flush();
            }
            if (written.isEmpty()) {
                begin = number;
            }
            if (!stripped.isEmpty()) {
                written.append(line.stripTrailing()).append('\n');
            }
            if (isComment) {
                comments.add(stripped.replaceFirst("^(?:#+|--|//)\\s*", ""));
            } else if (!stripped.isEmpty()) {
                take(stripped);
            }
            number++;
        }

        /** A command goes on while a quote is open or its line ends with a backslash. */
        private void take(String line) {
            command.append(command.isEmpty() ? "" : " ").append(line.replaceFirst("\\\\$", ""));
            long quotes = command.chars().filter(c -> c == '"').count();
            boolean isSql = command.toString().matches("(?is)(?:select|update|delete|insert|with|call)\\b.*");
            boolean goesOn = line.endsWith("\\") || quotes % 2 == 1 || (isSql && !line.contains(";"));
            if (!goesOn || command.length() > 4_000) {
                endCommand();
            }
        }

        private void endCommand() {
            if (!command.isEmpty()) {
                commands.add(command.toString().strip());
                command.setLength(0);
            }
        }

        private void flush() {
            endCommand();
            if (!written.isEmpty()) {
                snippets.add(new Snippet(
                        Plain.title(String.join(" ", comments)),
                        List.copyOf(commands),
                        written.toString().stripTrailing(),
                        begin));
            }
            comments.clear();
            commands.clear();
            written.setLength(0);
        }

        List<Snippet> close() {
            flush();
            return List.copyOf(snippets);
        }
    }
}
