package dev.firebreak.ingest.source;

import dev.firebreak.model.EventId;
import dev.firebreak.model.Link;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.Drill;
import dev.firebreak.model.alert.Signal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Alerts cut to lengths that every later place takes: database indexes hold about 2 700 bytes, Slack shows 3 000
 * characters of a text. A sender may write up to 256 KiB into any field.
 */
public final class Alerts {
    private static final int NAME = 200;
    private static final int TITLE = 1000;
    private static final int TEXT = 8000;
    private static final int ADDRESS = 2000;

    private Alerts() {}

    /** The alert as it goes to Kafka. */
    public static Signal received(Alert alert) {
        return new Signal.AlertReceived(EventId.next(), isBounded(alert) ? alert : bounded(alert));
    }

    private static boolean isBounded(Alert alert) {
        return isOrdinary(alert.fingerprint())
                && fits(alert.name(), NAME)
                && fits(alert.service(), NAME)
                && fits(alert.project(), NAME)
                && fits(alert.environment(), NAME)
                && fits(alert.release(), NAME)
                && fits(alert.title(), TITLE)
                && fits(alert.description(), TEXT)
                && fits(alert.labels())
                && fits(alert.annotations())
                && alert.links().stream().allMatch(Alerts::fits);
    }

    private static Alert bounded(Alert alert) {
        return new Alert(
                alert.id(),
                alert.deliveryKey(),
                alert.source(),
                alert.type(),
                alert.status(),
                cut(alert.name(), NAME),
                alert.severity(),
                isOrdinary(alert.fingerprint()) ? alert.fingerprint() : Digest.of(alert.fingerprint()),
                cut(alert.service(), NAME),
                cutIfAny(alert.project(), NAME),
                cutIfAny(alert.environment(), NAME),
                cutIfAny(alert.release(), NAME),
                cut(alert.title(), TITLE),
                cutIfAny(alert.description(), TEXT),
                cut(alert.labels()),
                cut(alert.annotations()),
                followable(alert.links()),
                alert.startsAt(),
                alert.endsAt(),
                alert.receivedAt());
    }

    /** Nobody outside makes a real alert one of a drill, for which nobody is woken. */
    private static boolean isOrdinary(String fingerprint) {
        return fits(fingerprint, NAME) && !Drill.isMarked(fingerprint);
    }

    private static boolean fits(@Nullable String text, int limit) {
        return text == null || text.length() <= limit;
    }

    private static boolean fits(Map<String, String> texts) {
        for (Map.Entry<String, String> text : texts.entrySet()) {
            if (!fits(text.getKey(), NAME) || !fits(text.getValue(), TEXT)) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(Link link) {
        return fits(link.href(), ADDRESS);
    }

    private static @Nullable String cutIfAny(@Nullable String text, int limit) {
        return text == null ? null : cut(text, limit);
    }

    /** Never within a surrogate pair. */
    private static String cut(String text, int limit) {
        if (fits(text, limit)) {
            return text;
        }
        int end = limit - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    private static Map<String, String> cut(Map<String, String> texts) {
        if (fits(texts)) {
            return texts;
        }
        Map<String, String> cut = new HashMap<>();
        texts.forEach((name, value) -> cut.put(cut(name, NAME), cut(value, TEXT)));
        return cut;
    }

    /** Half an address leads nowhere. */
    private static List<Link> followable(List<Link> links) {
        return links.stream().filter(Alerts::fits).toList();
    }
}
