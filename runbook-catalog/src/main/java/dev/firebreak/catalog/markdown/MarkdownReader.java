package dev.firebreak.catalog.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** Markdown to blocks. Whatever the text is, the outcome is a list of blocks of bounded depth. */
final class MarkdownReader {
    private static final int DEEPEST = 24;
    /** What is written within a line is not taken apart: texts stay as people wrote them. */
    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .includeSourceSpans(IncludeSourceSpans.BLOCKS)
            .maxOpenBlockParsers(DEEPEST)
            .inlineParserFactory(_ -> (_, _) -> {})
            .build();

    private final String text;

    private MarkdownReader(String text) {
        this.text = text;
    }

    static List<Block> read(String text) {
        String clean = text.replace("\uFEFF", "")
                .replace("\r\n", "\n")
                .replace('\r', '\n')
                .replace('\0', '\uFFFD');
        return new MarkdownReader(clean).blocks(PARSER.parse(clean));
    }

    private List<Block> blocks(Node parent) {
        List<Block> blocks = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            switch (node) {
                case ThematicBreak _ -> {}
                case BlockQuote quote -> blocks.addAll(blocks(quote));
                case Heading heading ->
                    blocks.add(new Block.Heading(line(heading), heading.getLevel(), title(heading)));
                case FencedCodeBlock code -> blocks.add(new Block.Code(line(code), language(code), code.getLiteral()));
                case IndentedCodeBlock code -> blocks.add(new Block.Code(line(code), "", code.getLiteral()));
                case ListBlock list ->
                    blocks.add(new Block.Items(line(list), list instanceof OrderedList, items(list)));
                case TableBlock table -> blocks.add(table(table));
                case Paragraph paragraph -> blocks.add(new Block.Text(line(paragraph), source(paragraph)));
                default -> { // HTML, definitions of links
                    if (!source(node).replaceAll("(?s)<[^>!]{0,500}>", "").isBlank()) {
                        blocks.add(new Block.Text(line(node), source(node).strip()));
                    }
                }
            }
        }
        return blocks;
    }

    private List<Block.Item> items(ListBlock list) {
        List<Block.Item> items = new ArrayList<>();
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            items.add(new Block.Item(line(item), blocks(item)));
        }
        return items;
    }

    private Block table(TableBlock table) {
        List<List<String>> rows = new ArrayList<>();
        for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
            for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
                if (row instanceof TableRow) {
                    rows.add(cells(source(row)));
                }
            }
        }
        return rows.isEmpty()
                ? new Block.Text(line(table), source(table))
                : new Block.Table(line(table), rows.getFirst(), List.copyOf(rows.subList(1, rows.size())));
    }

    /** A pipe within a cell is written with a backslash. */
    private static List<String> cells(String row) {
        String inner = row.strip().replaceFirst("^\\|", "").replaceFirst("(?<!\\\\)\\|$", "");
        return List.of(inner.split("(?<!\\\\)\\|", -1)).stream()
                .map(cell -> cell.replace("\\|", "|").strip())
                .toList();
    }

    private String title(Heading heading) {
        String source = source(heading).strip();
        String withoutMarks = source.startsWith("#")
                ? source.replaceFirst("^#{1,6}", "").replaceFirst("\\s+#+$", "")
                : source.replaceFirst("\\n[=-]+\\s*$", "");
        return withoutMarks.replace('\n', ' ').strip();
    }

    private static String language(FencedCodeBlock code) {
        String info = code.getInfo() == null ? "" : code.getInfo();
        return info.strip().split("[\\s{]", 2)[0].toLowerCase(Locale.ROOT);
    }

    private String source(Node node) {
        return node.getSourceSpans().stream()
                .map(span -> text.substring(span.getInputIndex(), span.getInputIndex() + span.getLength()))
                .collect(Collectors.joining("\n"));
    }

    private static int line(Node node) {
        return node.getSourceSpans().isEmpty()
                ? 1
                : node.getSourceSpans().getFirst().getLineIndex() + 1;
    }
}
