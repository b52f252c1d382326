package dev.firebreak.incident.stream;

import dev.firebreak.incident.api.BadRequestException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the stream: everything up to it was told. As text it is an event's id.
 *
 * @param writtenBy the transaction that wrote the entry
 * @param position of the entry among those of its transaction
 */
public record StreamCursor(long writtenBy, long position) implements Comparable<StreamCursor> {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})");

    public static StreamCursor parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new BadRequestException("'" + text + "' is no id of this stream");
        }
        return new StreamCursor(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }

    @Override
    public int compareTo(StreamCursor other) {
        int byTransaction = Long.compare(writtenBy, other.writtenBy);
        return byTransaction == 0 ? Long.compare(position, other.position) : byTransaction;
    }

    @Override
    public String toString() {
        return writtenBy + "-" + position;
    }
}
