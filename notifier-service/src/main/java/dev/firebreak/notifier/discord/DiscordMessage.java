package dev.firebreak.notifier.discord;

import dev.firebreak.model.wire.Wire;
import dev.firebreak.notifier.message.News;
import dev.firebreak.notifier.message.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** News as an <a href="https://discord.com/developers/docs/resources/webhook#execute-webhook">embed</a>. */
final class DiscordMessage {
    private static final int TITLE = 256;
    private static final int DESCRIPTION = 4096;
    private static final int FIELDS = 25;

    /** All of an embed together has 6000; title and what was said take theirs first. */
    private static final int FIELD = 100;

    private static final Pattern MARKUP = Pattern.compile("([\\\\*_~`|<>\\[\\]()#@:-])");

    private DiscordMessage() {}

    static String of(News news) {
        Map<String, Object> embed = new LinkedHashMap<>();
        embed.put("title", Text.cut(escaped(news.headline()), TITLE));
        if (news.link() != null) {
            embed.put("url", news.link().toString());
        }
        if (news.said() != null) {
            embed.put("description", Text.cut(escaped(Text.cut(news.said(), 1000)), DESCRIPTION));
        }
        embed.put("color", color(news));
        embed.put(
                "fields",
                news.facts().stream()
                        .limit(FIELDS)
                        .map(fact -> Map.of(
                                "name", fact.label(), "value", escaped(Text.cut(fact.text(), FIELD)), "inline", false))
                        .toList());
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("username", "Firebreak");
        message.put("embeds", List.of(embed));
        message.put("allowed_mentions", Map.of("parse", List.of())); // whatever an alert says calls nobody
        return Wire.JSON.writeValueAsString(message);
    }

    private static int color(News news) {
        if (news.isOver()) {
            return 0x2EB67D;
        }
        return switch (news.severity()) {
            case CRITICAL -> 0xE01E5A;
            case ERROR -> 0xE8590C;
            case WARNING -> 0xECB22E;
            case INFO -> 0x36C5F0;
        };
    }

    private static String escaped(String text) {
        return MARKUP.matcher(text).replaceAll("\\\\$1");
    }
}
