package dev.firebreak.cli;

import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Incidents in the form of another tool, row by row as they come. */
sealed interface IncidentTable {
    List<String> COLUMNS = List.of(
            "number",
            "state",
            "severity",
            "level",
            "system",
            "service",
            "title",
            "openedAt",
            "acknowledgedAt",
            "mitigatedAt",
            "resolvedAt",
            "alertCount");

    void begin();

    void row(JsonNode incident);

    void end();

    private static List<String> values(JsonNode incident) {
        return COLUMNS.stream()
                .map(column -> incident.path(column))
                .map(value -> value.isMissingNode() || value.isNull() ? "" : Terminal.plain(value.asString("")))
                .toList();
    }

    /** RFC 4180. A cell that a spreadsheet would take for a formula begins with an apostrophe. */
    record Csv(Terminal terminal) implements IncidentTable {
        @Override
        public void begin() {
            terminal.say(String.join(",", COLUMNS));
        }

        @Override
        public void row(JsonNode incident) {
            terminal.say(IncidentTable.values(incident).stream().map(Csv::cell).collect(Collectors.joining(",")));
        }

        @Override
        public void end() {}

        private static String cell(String text) {
            String safe = !text.isEmpty() && "=+-@\t".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
            return safe.matches("[^\",]*") ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
        }
    }

    /** One array of what the service answers. */
    final class Json implements IncidentTable {
        private final Terminal terminal;
        private boolean isFirst = true;

        Json(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public void begin() {
            terminal.say("[");
        }

        @Override
        public void row(JsonNode incident) {
            terminal.say((isFirst ? " " : ",") + incident);
            isFirst = false;
        }

        @Override
        public void end() {
            terminal.say("]");
        }
    }

    record Markdown(Terminal terminal) implements IncidentTable {
        @Override
        public void begin() {
            terminal.say("| " + String.join(" | ", COLUMNS) + " |");
            terminal.say("|" + "---|".repeat(COLUMNS.size()));
        }

        @Override
        public void row(JsonNode incident) {
            terminal.say(IncidentTable.values(incident).stream()
                    .map(text -> text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;"))
                    .collect(Collectors.joining(" | ", "| ", " |")));
        }

        @Override
        public void end() {}
    }
}
