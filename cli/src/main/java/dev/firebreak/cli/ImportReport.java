package dev.firebreak.cli;

import dev.firebreak.catalog.markdown.Finding;
import dev.firebreak.catalog.markdown.MarkdownImport;
import dev.firebreak.catalog.markdown.Sureness;
import dev.firebreak.model.wire.Wire;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What an import recognised, how sure it was, and what is left to people. */
record ImportReport(Terminal terminal, MarkdownImport imported, Path folder) {
    void json(boolean isWritten) {
        List<Map<String, ?>> findings = imported.findings().stream()
                .<Map<String, ?>>map(it -> Map.of(
                        "kind", it.kind().word(),
                        "what", it.what(),
                        "source", it.source(),
                        "line", it.line(),
                        "into", it.into(),
                        "sureness", word(it.sureness()),
                        "remark", it.remark()))
                .toList();
        terminal.say(Wire.JSON.writeValueAsString(Map.of(
                "folder",
                folder.toString(),
                "written",
                isWritten,
                "files",
                imported.files().keySet(),
                "findings",
                findings)));
    }

    void text(boolean isWritten) {
        for (Finding.Kind kind : Finding.Kind.values()) {
            List<Finding> all =
                    imported.findings().stream().filter(it -> it.kind() == kind).toList();
            if (!all.isEmpty()) {
                terminal.say(terminal.bold(kind.word() + (all.size() == 1 ? ": 1" : "s: " + all.size())));
                all.forEach(it -> line(it));
            }
        }
        List<Finding> unsure = imported.findings().stream()
                .filter(it -> it.sureness() != Sureness.SURE && !it.remark().isEmpty())
                .toList();
        if (!unsure.isEmpty()) {
            terminal.say("");
            terminal.say(terminal.bold("Look at these:"));
            unsure.forEach(
                    it -> say("  " + it.into() + "  " + it.kind().word() + " " + it.what() + ": " + it.remark()));
        }
        terminal.say("");
        say(
                (isWritten ? "Wrote " : "Would write ") + imported.files().size() + " files to " + folder
                        + ". Actions ask first; checks run by themselves. What was not recognised is in manual steps and notes.md.");
    }

    private void line(Finding finding) {
        say("  %-6s  %-50s  %s:%d → %s"
                .formatted(word(finding.sureness()), finding.what(), finding.source(), finding.line(), finding.into()));
    }

    private void say(String line) {
        terminal.say(Terminal.plain(line));
    }

    private static String word(Sureness sureness) {
        return sureness.name().toLowerCase(Locale.ROOT);
    }
}
