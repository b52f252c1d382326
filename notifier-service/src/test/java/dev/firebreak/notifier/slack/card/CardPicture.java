package dev.firebreak.notifier.slack.card;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A card as an SVG, about as Slack shows it: for the docs, drawn from the very blocks that are sent. */
final class CardPicture {
    private static final int WIDTH = 640;
    private static final int LEFT = 22;
    private static final int LINE = 19;
    private static final int CHARACTERS = 78;
    private static final Pattern LINK = Pattern.compile("<[^<>|]+\\|([^<>]*)>");
    private static final Pattern BOLD = Pattern.compile("\\*([^*\n]+)\\*");

    private final StringBuilder body = new StringBuilder();
    private int y = 18;

    static String of(Card card) {
        CardPicture picture = new CardPicture();
        JsonParser.parseString(card.blocks()).getAsJsonArray().forEach(block -> picture.draw(block.getAsJsonObject()));
        int height = picture.y + 8;
        return """
            <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" font-family="sans-serif" font-size="14" fill="#1d1c1d">
            <rect x="0.5" y="0.5" width="%3$d" height="%4$d" rx="8" fill="#ffffff" stroke="#dddddd"/>
            %5$s</svg>
            """.formatted(WIDTH, height, WIDTH - 1, height - 1, picture.body);
    }

    private void draw(JsonObject block) {
        switch (block.get("type").getAsString()) {
            case "header" -> {
                y += 8;
                text(LEFT, escaped(value(block.get("text"))), "font-size=\"17\" font-weight=\"bold\"");
                y += 10;
            }
            case "section" -> section(block);
            case "context" -> {
                block.getAsJsonArray("elements")
                        .forEach(each -> paragraph(value(each), "font-size=\"12\" fill=\"#616061\""));
                y += 6;
            }
            case "actions" -> buttons(block.getAsJsonArray("elements"));
            default -> throw new IllegalArgumentException("no picture of " + block);
        }
    }

    private void section(JsonObject block) {
        int top = y;
        if (block.has("fields")) {
            fields(block.getAsJsonArray("fields"));
        } else {
            paragraph(value(block.get("text")), "");
        }
        if (block.has("accessory")) {
            button(WIDTH - 90, top + 8, block.getAsJsonObject("accessory"));
            y = Math.max(y, top + 42);
        }
        y += 8;
    }

    private void fields(JsonArray fields) {
        for (int i = 0; i < fields.size(); i += 2) {
            int top = y;
            int bottom = top;
            for (int column = 0; column < 2 && i + column < fields.size(); column++) {
                y = top;
                for (String line : value(fields.get(i + column)).split("\n", -1)) {
                    y += LINE;
                    line(LEFT + column * 300, line, "");
                }
                bottom = Math.max(bottom, y);
            }
            y = bottom + 4;
        }
    }

    private void paragraph(String markdown, String style) {
        for (String line : markdown.split("\n", -1)) {
            for (String part : wrapped(plain(line))) {
                y += LINE;
                line(LEFT, part, style);
            }
        }
    }

    private void line(int x, String markdown, String style) {
        body.append("<text x=\"%d\" y=\"%d\" %s>%s</text>\n"
                .formatted(
                        x,
                        y,
                        style,
                        BOLD.matcher(plain(markdown)).replaceAll("<tspan font-weight=\"bold\">$1</tspan>")));
    }

    private void text(int x, String words, String style) {
        y += LINE;
        body.append("<text x=\"%d\" y=\"%d\" %s>%s</text>\n".formatted(x, y, style, words));
    }

    private void buttons(JsonArray elements) {
        int x = LEFT;
        y += 6;
        for (JsonElement element : elements) {
            int width = width(element.getAsJsonObject());
            if (x + width > WIDTH - LEFT) {
                x = LEFT;
                y += 38;
            }
            button(x, y, element.getAsJsonObject());
            x += width + 8;
        }
        y += 44;
    }

    private void button(int x, int top, JsonObject button) {
        String style = button.has("style") ? button.get("style").getAsString() : "";
        String colour = style.equals("primary") ? "#007a5a" : style.equals("danger") ? "#e01e5a" : "#1d1c1d";
        body.append("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"30\" rx=\"5\" fill=\"%s\" stroke=\"%s\"/>\n"
                .formatted(x, top, width(button), style.isEmpty() ? "#ffffff" : colour, colour));
        body.append(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" font-size=\"13\" font-weight=\"bold\" fill=\"%s\">%s</text>\n"
                        .formatted(
                                x + width(button) / 2,
                                top + 20,
                                style.isEmpty() ? "#1d1c1d" : "#ffffff",
                                escaped(value(button.get("text")))));
    }

    private static int width(JsonObject button) {
        return value(button.get("text")).length() * 8 + 26;
    }

    /** Links and times by their words; what is escaped stays so, which suits XML as well. */
    private static String plain(String markdown) {
        return LINK.matcher(markdown)
                .replaceAll(link -> Matcher.quoteReplacement(link.group(1)))
                .replace("`", "");
    }

    private static List<String> wrapped(String line) {
        List<String> lines = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        for (String word : line.split(" ", -1)) {
            if (current.length() + word.length() > CHARACTERS && !current.isEmpty()) {
                lines.add(current.toString());
                current.setLength(0);
            }
            current.append(current.isEmpty() ? "" : " ").append(word);
        }
        lines.add(current.toString());
        return lines;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String value(JsonElement text) {
        return text.getAsJsonObject().get("text").getAsString();
    }
}
