package dev.firebreak.sandbox.slack;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What only one person sees: short-lived in Slack, the newest kept here. */
@Component
class Ephemerals {
    private static final int MOST = 1_000;

    /** @param messageTs the message whose button was pressed; null when it came by chat.postEphemeral */
    record Note(String channel, @Nullable String messageTs, String user, String text) {}

    private final Deque<Note> notes = new ArrayDeque<>();

    synchronized void add(Channel channel, String user, String text) {
        add(new Note(channel.id(), null, user, text));
    }

    synchronized void add(Note note) {
        notes.addLast(note);
        if (notes.size() > MOST) {
            notes.removeFirst();
        }
    }

    synchronized List<Note> about(Message message) {
        return notes.stream()
                .filter(note -> message.ts().equals(note.messageTs()))
                .toList();
    }

    synchronized List<Note> all() {
        return List.copyOf(notes);
    }
}
