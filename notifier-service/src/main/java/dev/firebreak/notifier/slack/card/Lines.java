package dev.firebreak.notifier.slack.card;

import java.util.List;

/** Lines that share one place: whole ones as far as they fit, then how many are left out. */
final class Lines {
    private static final int ROOM_FOR_REST = 24;

    private Lines() {}

    static String joined(int limit, List<String> lines) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean last = i == lines.size() - 1;
            if (text.length() + line.length() + 1 > (last ? limit : limit - ROOM_FOR_REST)) {
                return text.append("\n… and ")
                        .append(lines.size() - i)
                        .append(" more")
                        .toString()
                        .strip();
            }
            text.append(i == 0 ? "" : "\n").append(line);
        }
        return text.toString();
    }
}
