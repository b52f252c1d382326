package dev.firebreak.notifier.slack.slash;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody named with an at sign, as Slack writes them into what was typed.
 *
 * @param userId Slack's, such as {@code U0ADA0001}
 * @param rest what follows
 */
record Mention(String userId, String rest) {
    private static final Pattern AT_THE_BEGINNING =
            Pattern.compile("<@([UW][A-Z0-9]+)(?:\\|[^<>]*)?>\\s*(.*)", Pattern.DOTALL);

    /** People, channels, groups and addresses: {@code <@U1|ada>}, {@code <#C1|ops>}, {@code <https://a.example|a>}. */
    private static final Pattern ESCAPED = Pattern.compile("<([@#!]?)([^<>|\\s]+)(?:\\|([^<>]*))?>");

    static Optional<Mention> first(String text) {
        Matcher matcher = AT_THE_BEGINNING.matcher(text);
        return matcher.matches() ? Optional.of(new Mention(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    /** As it was typed, as far as Slack still tells. */
    static String readable(String text) {
        return ESCAPED.matcher(text).replaceAll(found -> Matcher.quoteReplacement(readable(found)));
    }

    private static String readable(MatchResult escaped) {
        String sign = escaped.group(1);
        @Nullable String label = escaped.group(3);
        String name = label == null || label.isBlank() ? escaped.group(2) : label;
        return name.startsWith(sign) || sign.equals("!") ? name : sign + name;
    }
}
