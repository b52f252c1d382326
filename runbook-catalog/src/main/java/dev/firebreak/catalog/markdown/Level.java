package dev.firebreak.catalog.markdown;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A severity level as a document has it.
 *
 * @param written the words that it was read from
 */
record Level(
        String name,
        String title,
        String severity,
        Duration respondWithin,
        boolean page,
        String written,
        Place at,
        Sureness sureness) {
    private static final List<String> BY_RANK = List.of("critical", "error", "warning", "info");
    private static final List<Duration> RESPONSES =
            List.of(Duration.ZERO, Duration.ofMinutes(30), Duration.ofHours(4), Duration.ofHours(24));
    private static final Pattern PAGE =
            Pattern.compile("\\bpag(?:e|ing|er)\\b|\\banruf|\\bruf", Pattern.CASE_INSENSITIVE);

    /** What one is called and what is said of it, before it has a rank. */
    record Entry(String name, String title, String response, String written, int line) {}

    /** Empty when the table is about something else. */
    static List<Level> of(String source, Block.Table table) {
        int level = Tables.column(table, Vocabulary.LEVEL_COLUMN);
        int response = Tables.column(table, Vocabulary.RESPONSE_COLUMN);
        int title = Tables.columnOtherThan(table, Vocabulary.TITLE_COLUMN, level);
        if (level < 0 || (response < 0 && title < 0)) {
            return List.of();
        }
        List<Entry> entries = new ArrayList<>();
        for (List<String> row : table.rows()) {
            String name = Plain.title(Tables.cell(row, level));
            if (!Vocabulary.LEVEL.matcher(name).find()) {
                return List.of();
            }
            String written = String.join(" | ", row);
            entries.add(entry(
                    name,
                    Plain.of(Tables.cell(row, title)),
                    response < 0 ? written : Tables.cell(row, response),
                    written,
                    table.line()));
        }
        return ranked(source, entries);
    }

    /** Out of a chapter that names them one after the other: as headings, as lines or as a list. */
    static List<Level> of(Chapter chapter) {
        List<Entry> entries = new ArrayList<>();
        List<Block> blocks = chapter.flat();
        for (int i = 0; i < blocks.size(); i++) {
            String details = i + 1 < blocks.size() && blocks.get(i + 1) instanceof Block.Items items
                    ? Plain.written(List.of(items))
                    : "";
            int before = entries.size();
            switch (blocks.get(i)) {
                case Block.Heading heading ->
                    named(heading.text(), details, heading.line()).ifPresent(entries::add);
                case Block.Text text ->
                    named(Plain.of(text.text()), details, text.line()).ifPresent(entries::add);
                case Block.Items items ->
                    items.items()
                            .forEach(item -> named(Plain.written(item.blocks()), "", item.line())
                                    .ifPresent(entries::add));
                case Block.Code _, Block.Table _ -> {}
            }
            boolean hasTakenDetails = entries.size() > before && !(blocks.get(i) instanceof Block.Items);
            i += hasTakenDetails && !details.isEmpty() ? 1 : 0;
        }
        return ranked(chapter.source(), entries);
    }

    private static Optional<Entry> named(String head, String details, int line) {
        Matcher name = Vocabulary.LEVEL.matcher(head);
        if (!name.find()) {
            return Optional.empty();
        }
        String rest =
                head.substring(name.end()).replaceFirst("^[\\s:–—|-]+", "").strip();
        String title = rest.lines()
                .findFirst()
                .orElse("")
                .replaceFirst("\\s*[.(;].*$", "")
                .strip();
        String written = details.isEmpty() ? head : head + "\n" + details;
        String response = written.lines()
                .filter(it -> Vocabulary.RESPONSE_COLUMN.matcher(it).find()
                        && Times.first(it).isPresent())
                .findFirst()
                .orElse(written);
        return Optional.of(entry(name.group(), title, response, written, line));
    }

    private static Entry entry(String name, String title, String response, String written, int line) {
        return new Entry(Naming.levelName(name), title.isEmpty() ? Plain.title(name) : title, response, written, line);
    }

    /** One level is none: it would not tell anything. A name a second time means that this is about something else. */
    private static List<Level> ranked(String source, List<Entry> entries) {
        var names = new HashSet<String>();
        if (entries.size() < 2 || entries.size() > 12 || !entries.stream().allMatch(it -> names.add(it.name()))) {
            return List.of();
        }
        List<Level> levels = new ArrayList<>();
        for (int rank = 0; rank < entries.size(); rank++) {
            Entry entry = entries.get(rank);
            String severity = severity(entry, rank);
            Optional<Duration> response = Times.first(entry.response());
            levels.add(new Level(
                    entry.name(),
                    entry.title(),
                    severity,
                    response.orElse(RESPONSES.get(Math.min(rank, 3))),
                    severity.equals("critical") || PAGE.matcher(entry.written()).find(),
                    entry.written(),
                    new Place(source, entry.line()),
                    response.isPresent() ? Sureness.SURE : Sureness.LIKELY));
        }
        return levels;
    }

    private static String severity(Entry entry, int rank) {
        return bySeverityWord(entry.name())
                .or(() ->
                        bySeverityWord(entry.title()).filter(_ -> !entry.title().contains(" ")))
                .orElse(BY_RANK.get(Math.min(rank, 3)));
    }

    /** Of a level or of an alert rule. */
    static Optional<String> bySeverityWord(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.matches("(?:critical|kritisch|fatal|emergency)\\b.*")) {
            return Optional.of("critical");
        }
        if (lower.matches("(?:high|hoch|major|error)\\b.*")) {
            return Optional.of("error");
        }
        if (lower.matches("(?:medium|mittel|moderate|warning|warn)\\b.*")) {
            return Optional.of("warning");
        }
        return lower.matches("(?:low|niedrig|gering|minor|info|cosmetic)\\b.*")
                ? Optional.of("info")
                : Optional.empty();
    }

    /**
     * For a document that has none.
     *
     * @param first the number of the worst
     */
    static List<Level> usual(Place at, int first) {
        List<Level> levels = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String title = List.of("Critical", "High", "Medium", "Low").get(i);
            levels.add(new Level(
                    "P" + (first + i), title, BY_RANK.get(i), RESPONSES.get(i), i == 0, "", at, Sureness.GUESS));
        }
        return levels;
    }
}
