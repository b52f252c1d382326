package dev.firebreak.notifier.pagerduty.rest;

import dev.firebreak.model.incident.Incident;
import dev.firebreak.notifier.message.Message;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * By which a note of ours is known again there: it begins with it, because PagerDuty's webhooks cut long notes off.
 *
 * @param text our incident's number and the note's place in its timeline, such as {@code #12/17}
 */
public record NoteMark(String text) {
    private static final Pattern AT_THE_BEGINNING = Pattern.compile("^Firebreak (#\\d+/\\d+), ");

    static NoteMark of(Message message, Incident incident) {
        String transition = message.transition().text();
        return new NoteMark("#" + incident.number() + "/" + transition.substring(transition.indexOf('.') + 1));
    }

    /** Empty when the note is not ours. */
    public static Optional<NoteMark> in(String note) {
        Matcher matcher = AT_THE_BEGINNING.matcher(note);
        return matcher.find() ? Optional.of(new NoteMark(matcher.group(1))) : Optional.empty();
    }

    String before(String words) {
        return "Firebreak " + text + ", " + words;
    }
}
