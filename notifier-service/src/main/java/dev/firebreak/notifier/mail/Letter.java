package dev.firebreak.notifier.mail;

import dev.firebreak.model.Severity;
import dev.firebreak.notifier.message.Bundle;
import dev.firebreak.notifier.message.Message;
import dev.firebreak.notifier.message.News;
import dev.firebreak.notifier.obligation.Transition;
import java.net.URI;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/**
 * A mail as it is written.
 *
 * @param id the same on every try, so that a server may drop the second one
 * @param answers the first mail of the incident's thread; null for that one itself
 */
record Letter(String id, @Nullable String answers, String subject, String text, String html) {

    static Letter of(Bundle bundle, @Nullable URI console, String domain) {
        News news = News.of(bundle, console);
        Message message = bundle.first().message();
        boolean begins = bundle.isDigest() || message.transition().kind() == Transition.Kind.OPENED;
        String root = "<" + message.incidentId() + "."
                + Integer.toHexString(message.receiver().name().hashCode()) + "@" + domain + ">";
        return new Letter(
                bundle.isDigest() || !begins ? "<" + message.id() + "@" + domain + ">" : root,
                begins ? null : root,
                (begins ? "" : "Re: ") + news.subject(),
                text(news),
                html(news));
    }

    private static String text(News news) {
        return news.headline() + "\n\n"
                + (news.said() == null ? "" : news.said() + "\n\n")
                + news.facts().stream()
                        .map(fact -> fact.label() + ": " + fact.text())
                        .collect(Collectors.joining("\n"))
                + (news.link() == null ? "" : "\n\n" + news.link())
                + "\n";
    }

    private static String html(News news) {
        String rows = news.facts().stream()
                .map(fact -> "<tr><td style=\"padding:2px 12px 2px 0;color:#666;vertical-align:top\">"
                        + escaped(fact.label()) + "</td><td>" + escaped(fact.text()) + "</td></tr>")
                .collect(Collectors.joining("\n"));
        return """
                <!DOCTYPE html>
                <html><body style="font-family:sans-serif;font-size:14px">
                <h2 style="border-left:6px solid %s;padding-left:10px">%s</h2>
                %s<table>
                %s
                </table>
                %s</body></html>
                """.formatted(
                        color(news),
                        escaped(news.headline()),
                        news.said() == null ? "" : "<p>" + escaped(news.said()) + "</p>\n",
                        rows,
                        news.link() == null
                                ? ""
                                : "<p><a href=\"" + escaped(news.link().toString()) + "\">Open in Firebreak</a></p>\n");
    }

    private static String color(News news) {
        return news.isOver() ? "#2eb67d" : color(news.severity());
    }

    private static String color(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "#e01e5a";
            case ERROR -> "#e8590c";
            case WARNING -> "#ecb22e";
            case INFO -> "#36c5f0";
        };
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
