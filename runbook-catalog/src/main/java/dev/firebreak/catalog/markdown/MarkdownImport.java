package dev.firebreak.catalog.markdown;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firebreak.model.remediation.StepKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Drafts a system's folder from a team's Markdown. The same documents give the same files. Actions always ask first, and
 * what is not recognised is kept in manual steps or in {@code notes.md}.
 *
 * @param files by name; the YAML among them is a valid catalogue
 * @param findings what was recognised, in the order of {@link Finding.Kind} and then of the documents
 */
public record MarkdownImport(SortedMap<String, String> files, List<Finding> findings) {
    /** The language takes no larger file either. */
    public static final int MOST_CHARACTERS = 512 * 1024;

    private static final String SYSTEM = "system.yaml";
    private static final String NOTES = "notes.md";

    public MarkdownImport {
        findings = List.copyOf(findings);
    }

    /** @param name of the document, as it is to be called in comments */
    public record Source(String name, String text) {
        public Source {
            if (text.length() > MOST_CHARACTERS) {
                throw new IllegalArgumentException(name + " has more than " + MOST_CHARACTERS + " characters");
            }
        }
    }

    /** @param system its name in the catalogue: small letters, digits and hyphens */
    public static MarkdownImport of(String system, List<Source> sources) {
        return new Writing(system, sources).write();
    }

    private static final class Writing {
        private final SortedMap<String, String> files = new TreeMap<>();
        private final List<Finding> findings = new ArrayList<>();
        private final String system;
        private final Sorting sorted;
        private final List<Level> levels;
        private final Surroundings around;
        private final String title;

        Writing(String system, List<Source> sources) {
            this.system = system;
            List<Chapter> documents = sources.stream()
                    .map(source -> Chapter.read(source.name(), MarkdownReader.read(source.text())))
                    .toList();
            this.sorted = Sorting.of(documents);
            this.levels = sorted.levels.isEmpty()
                    ? Level.usual(new Place(sources.getFirst().name(), 1), hasZero() ? 0 : 1)
                    : List.copyOf(sorted.levels);
            this.around =
                    Surroundings.of(system, sources.stream().map(Source::text).collect(Collectors.joining("\n")));
            this.title = documents.stream()
                    .flatMap(Chapter::all)
                    .map(Chapter::title)
                    .filter(it -> !it.isEmpty())
                    .findFirst()
                    .orElse(system);
        }

        /** Titles such as {@code P0: everything is down} tell how a team counts. */
        private boolean hasZero() {
            return sorted.procedures.stream()
                    .anyMatch(
                            it -> it.chapter().title().toUpperCase(Locale.ROOT).startsWith("P0"));
        }

        MarkdownImport write() {
            levels.forEach(level -> find(
                    Finding.Kind.LEVEL,
                    level.name() + " " + level.title(),
                    level.at(),
                    SYSTEM,
                    level.sureness(),
                    level.sureness() == Sureness.GUESS ? "no severity levels are written" : ""));
            List<Drafted> runbooks = new Drafting(sorted, levels, around).runbooks();
            Map<String, String> targets = targets(runbooks);
            var text = new RunbookText(system);
            String digits =
                    "%0" + Math.max(2, Integer.toString(runbooks.size() * 10).length()) + "d-";
            for (int i = 0; i < runbooks.size(); i++) {
                runbook(
                        runbooks.get(i),
                        digits.formatted((i + 1) * 10) + runbooks.get(i).name() + ".yaml",
                        text);
            }
            checklists(text);
            files.put(SYSTEM, new SystemText(around).write(title, levels, sorted, bounds(), targets));
            sorted.escalations.forEach(it -> find(
                    Finding.Kind.ESCALATION,
                    it.text(),
                    it.at(),
                    SYSTEM,
                    Times.first(it.text()).isPresent() ? Sureness.LIKELY : Sureness.GUESS,
                    Times.first(it.text()).isPresent() ? "" : "after how long is not written"));
            notes();
            findings.sort(Comparator.comparing(Finding::kind));
            return new MarkdownImport(files, findings);
        }

        /** A command may be written in several ways; the first one's target serves for all of its name. */
        private static Map<String, String> targets(List<Drafted> runbooks) {
            Map<String, String> targets = new LinkedHashMap<>();
            runbooks.stream().flatMap(runbook -> runbook.steps().stream()).forEach(step -> {
                if (step instanceof DraftStep.Typed typed && typed.use().target() != null) {
                    KnownCommand.Target target = typed.use().target();
                    targets.putIfAbsent(target.name(), target.written());
                }
            });
            return targets;
        }

        private void runbook(Drafted draft, String file, RunbookText text) {
            String written = text.runbook(draft);
            files.put(file, written);
            Sureness sureness = draft.unsure().isEmpty() ? Sureness.SURE : Sureness.LIKELY;
            find(Finding.Kind.RUNBOOK, draft.title(), draft.at(), file, sureness, String.join("; ", draft.unsure()));
            draft.rules()
                    .forEach(rule -> find(Finding.Kind.ALERT_RULE, rule.name(), rule.at(), file, Sureness.LIKELY, ""));
            for (DraftStep step : draft.steps()) {
                Place at = new Place(draft.at().source(), step.line());
                switch (step) {
                    case DraftStep.Manual manual ->
                        find(Finding.Kind.MANUAL, firstLine(manual.text()), at, file, Sureness.SURE, "");
                    case DraftStep.Typed typed ->
                        find(
                                typed.use().kind() == StepKind.ACTION ? Finding.Kind.ACTION : Finding.Kind.CHECK,
                                typed.use().type(),
                                at,
                                file,
                                typed.use().sureness(),
                                typed.use().remark());
                }
            }
        }

        private void checklists(RunbookText text) {
            var names = new Naming();
            for (Sorting.Placed checklist : sorted.checklists) {
                Chapter chapter = checklist.chapter();
                String name = names.unique(chapter.title(), "checklist", 4);
                String file = "checklist-" + name + ".yaml";
                files.put(file, text.checklist(name, checklist));
                find(
                        Finding.Kind.CHECKLIST,
                        chapter.title(),
                        new Place(chapter.source(), chapter.line()),
                        file,
                        Sureness.LIKELY,
                        Times.schedule(chapter.title() + " " + checklist.path()) + " UTC");
            }
        }

        private Map<String, Bounds> bounds() {
            var names = new Naming();
            Map<String, Bounds> bounds = new LinkedHashMap<>();
            for (Bounds one : sorted.bounds.stream().limit(500).toList()) {
                bounds.put(names.unique(one.title(), "threshold", 6), one);
                find(Finding.Kind.THRESHOLD, one.title(), one.at(), SYSTEM, Sureness.SURE, "");
            }
            return bounds;
        }

        private void notes() {
            if (sorted.notes.isEmpty()) {
                return;
            }
            var text = new StringBuilder("# What the import kept as it is\n");
            for (Sorting.Note note : sorted.notes) {
                text.append("\n## ")
                        .append(note.path().isEmpty() ? note.at().source() : note.path())
                        .append("\n\n");
                text.append('(')
                        .append(note.at())
                        .append(")\n\n")
                        .append(note.text())
                        .append('\n');
                find(Finding.Kind.NOTE, note.path(), note.at(), NOTES, Sureness.SURE, "");
            }
            files.put(NOTES, text.toString());
        }

        private void find(Finding.Kind kind, String what, Place at, String into, Sureness sureness, String remark) {
            findings.add(new Finding(kind, firstLine(what), at.source(), at.line(), into, sureness, remark));
        }

        private static String firstLine(String text) {
            String first = text.lines().findFirst().orElse("");
            return first.length() > 100 ? first.substring(0, 99) + "…" : first;
        }
    }

    /** The YAML, for a catalogue's loader: files of a folder of that name. */
    public SortedMap<String, byte[]> catalog(String folder) {
        var catalog = new TreeMap<String, byte[]>();
        files.forEach((name, text) -> {
            if (name.endsWith(".yaml")) {
                catalog.put(folder + "/" + name, text.getBytes(UTF_8));
            }
        });
        return catalog;
    }
}
