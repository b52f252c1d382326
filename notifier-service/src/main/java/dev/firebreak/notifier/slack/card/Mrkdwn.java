package dev.firebreak.notifier.slack.card;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/**
 * Words in Slack's mrkdwn. Whatever comes from outside goes through here, so that it can neither ping a channel, nor
 * fake a link, nor break out of a code span, nor be longer than its place.
 *
 * <p>Lengths count UTF-16 units after escaping: Slack's own count of an emoji is not documented, and this one is never
 * below it. See <a href="https://docs.slack.dev/messaging/formatting-message-text#escaping">escaping</a>.
 */
final class Mrkdwn {
    private static final Pattern HREF = Pattern.compile("https?://[^\\s<>|\"`]{1,2000}");
    private static final Pattern SLACK_USER = Pattern.compile("slack:([UW][A-Z0-9]{1,30})");

    private Mrkdwn() {}

    /** Escaped, on one line, at most {@code limit} long. */
    static String text(String outside, int limit) {
        return Shortened.to(limit, outside, Mrkdwn::escaped);
    }

    /** As {@link #text}, for {@code plain_text} objects, which know no markup. */
    static String plain(String outside, int limit) {
        return Shortened.to(limit, outside, Character::toString);
    }

    static String code(String outside, int limit) {
        String inner = text(outside, limit - 2);
        return inner.isBlank() ? inner : "`" + inner + "`";
    }

    /** A link, or only its words when the address is not one that a browser should follow. */
    static String link(String href, String words, int limit) {
        if (!HREF.matcher(href).matches()) {
            return text(words, limit);
        }
        // A bar would end the address for Slack, so it may not be in the words either.
        return "<" + href.replace("&", "&amp;") + "|" + text(words.replace('|', '/'), limit) + ">";
    }

    /** Shown in the reader's own time zone; the words in UTC are for clients that cannot. */
    static String time(Instant at) {
        return "<!date^" + at.getEpochSecond() + "^{date_short_pretty} {time}|" + at.truncatedTo(ChronoUnit.MINUTES)
                + ">";
    }

    static String timeOfDay(Instant at) {
        return "<!date^" + at.getEpochSecond() + "^{time_secs}|" + at.truncatedTo(ChronoUnit.SECONDS) + ">";
    }

    /** Somebody by name, or as Slack shows them when we only know them from there. */
    static String person(String name) {
        var slackUser = SLACK_USER.matcher(name);
        return slackUser.matches() ? "<@" + slackUser.group(1) + ">" : text(name, 80);
    }

    private static String escaped(int codePoint) {
        return switch (codePoint) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '`' -> "'";
            default -> Character.toString(codePoint);
        };
    }
}
