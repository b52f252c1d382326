package dev.firebreak.notifier.teams;

import dev.firebreak.model.wire.Wire;
import dev.firebreak.notifier.message.News;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** News as an <a href="https://adaptivecards.io/explorer/">Adaptive Card</a> in a message to a Teams workflow. */
final class AdaptiveCard {
    /** What a text block takes for markup. */
    private static final Pattern MARKUP = Pattern.compile("([\\\\\\[\\]()*_~`#<>|!-])");

    private AdaptiveCard() {}

    static String of(News news) {
        Map<String, Object> card = new LinkedHashMap<>();
        card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
        card.put("type", "AdaptiveCard");
        card.put("version", "1.4");
        card.put("body", body(news));
        if (news.link() != null) {
            card.put(
                    "actions",
                    List.of(Map.of(
                            "type",
                            "Action.OpenUrl",
                            "title",
                            "Open",
                            "url",
                            news.link().toString())));
        }
        return Wire.JSON.writeValueAsString(Map.of(
                "type",
                "message",
                "attachments",
                List.of(Map.of("contentType", "application/vnd.microsoft.card.adaptive", "content", card))));
    }

    private static List<Object> body(News news) {
        List<Object> body = new ArrayList<>();
        body.add(text(news.headline(), Map.of("weight", "Bolder", "size", "Medium", "color", color(news))));
        if (news.said() != null) {
            body.add(text(news.said(), Map.of()));
        }
        body.add(Map.of(
                "type",
                "FactSet",
                "facts",
                news.facts().stream()
                        .map(fact -> Map.of("title", fact.label(), "value", escaped(fact.text())))
                        .toList()));
        return body;
    }

    private static Map<String, Object> text(String text, Map<String, String> style) {
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("type", "TextBlock");
        block.put("text", escaped(text));
        block.put("wrap", true);
        block.putAll(style);
        return block;
    }

    private static String color(News news) {
        if (news.isOver()) {
            return "Good";
        }
        return switch (news.severity()) {
            case CRITICAL, ERROR -> "Attention";
            case WARNING -> "Warning";
            case INFO -> "Accent";
        };
    }

    private static String escaped(String text) {
        return MARKUP.matcher(text).replaceAll("\\\\$1");
    }
}
