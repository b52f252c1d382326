package dev.firebreak.incident.console;

import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Markdown as people read it. Nothing in it becomes HTML of its own, and no link runs anything. */
final class Prose {
    private static final Parser PARSER = Parser.builder().build();
    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).build();

    private Prose() {}

    static String html(String markdown) {
        return RENDERER.render(PARSER.parse(markdown));
    }
}
