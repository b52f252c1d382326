package dev.firebreak.catalog.markdown;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Texts without the marks of Markdown, and blocks as text. */
final class Plain {
    private static final Pattern BOLD_LINE = Pattern.compile("(\\*\\*|__)[^*_\\n]{2,80}\\1 ?:?");
    private static final Pattern NUMBER = Pattern.compile("^(?:\\d{1,3}(?:\\.\\d{1,3}){0,3}[.)]?|[IVX]{1,5}\\.)\\s+");
    private static final Pattern BOX = Pattern.compile("^(?:\\[[ xX]\\]|[□☐☑☒✓✔✅◻])\\s*");
    private static final Pattern LINK =
            Pattern.compile("https?://[A-Za-z0-9.:-]{1,200}(?:/[^\\s\"'<>{}\\[\\]$|\\\\^`)*]{0,400})?");
    private static final Pattern LABEL = Pattern.compile("[\\p{L}][\\p{L} /-]{1,40}");
    /** The language's own mark for something to be filled in. */
    private static final int MOST_PARTS = 90;

    private Plain() {}

    static boolean isPseudoHeading(String text) {
        String stripped = text.strip();
        return BOLD_LINE.matcher(stripped).matches()
                || (stripped.length() < 40
                        && !stripped.contains("\n")
                        && stripped.endsWith(":")
                        && Vocabulary.PERIOD.matcher(stripped).lookingAt());
    }

    /** Without marks, numbers and pictures in front, and without a colon at the end. */
    static String title(String text) {
        String plain = of(text).replaceFirst("^[^\\p{L}\\p{N}(\"'`/<$#]+", "");
        return NUMBER.matcher(plain)
                .replaceFirst("")
                .replaceFirst("\\s*:$", "")
                .replaceFirst("^[^\\p{L}\\p{N}(\"'`/<$#]+", "")
                .strip();
    }

    static String path(String above, String title) {
        return above.isEmpty() || title.isEmpty() ? above + title : above + " › " + title;
    }

    /** The word or two before a colon at the beginning; empty when there are none. */
    static Optional<String> label(String text) {
        Matcher label = LABEL.matcher(title(text.lines().findFirst().orElse("") + " "));
        String first = text.lines().findFirst().orElse("");
        return label.lookingAt() && of(first).contains(label.group() + ":")
                ? Optional.of(label.group().strip())
                : Optional.empty();
    }

    /** One line's marks taken away; code and addresses stay. */
    static String of(String text) {
        return text.replace("**", "")
                .replaceAll("(?<![\\p{L}\\p{N}])__|__(?![\\p{L}\\p{N}])", "")
                .replaceAll("<br ?/?>", " ")
                .replaceAll("\\\\([-_*#\\[\\]().!<>|`])", "$1")
                .strip();
    }

    /** Without the box that is to be ticked. */
    static String unboxed(String text) {
        return BOX.matcher(of(text)).replaceFirst("").strip();
    }

    static boolean isBoxed(String text) {
        return BOX.matcher(text.strip()).lookingAt();
    }

    /** The addresses in a text, each once, at most a handful. */
    static List<String> links(String text) {
        Matcher matcher = LINK.matcher(text);
        return matcher.results()
                .map(found -> found.group().replaceFirst("[.,;:]+$", ""))
                .distinct()
                .limit(5)
                .toList();
    }

    /** What the language would fill in is written out, as the document means it literally. */
    static String literal(String text) {
        return text.split("\\$\\{", -1).length > MOST_PARTS ? text.replace("${", "$ {") : text.replace("${", "$${");
    }

    /** As text for people: nothing is left out. */
    static String written(List<Block> blocks) {
        return blocks.stream().flatMap(block -> lines(block)).collect(Collectors.joining("\n"));
    }

    private static Stream<String> lines(Block block) {
        return switch (block) {
            case Block.Heading heading -> Stream.of(heading.text() + ":");
            case Block.Text text -> text.text().lines().map(Plain::of);
            case Block.Code code -> code.text().lines().map(line -> "    " + line);
            case Block.Table table ->
                Stream.concat(Stream.of(table.header()), table.rows().stream())
                        .map(row -> "| " + String.join(" | ", row) + " |");
            case Block.Items items -> items.items().stream().flatMap(item -> itemLines(items, item));
        };
    }

    private static Stream<String> itemLines(Block.Items items, Block.Item item) {
        String mark = items.isNumbered() ? (items.items().indexOf(item) + 1) + ". " : "- ";
        List<String> lines = item.blocks().stream().flatMap(Plain::lines).toList();
        return Stream.concat(
                Stream.of(mark + (lines.isEmpty() ? "" : lines.getFirst())),
                lines.stream().skip(1).map(line -> "  " + line));
    }
}
