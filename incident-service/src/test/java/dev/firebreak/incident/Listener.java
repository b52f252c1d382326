package dev.firebreak.incident;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Listens to the stream, as a browser does. */
final class Listener implements AutoCloseable {
    /**
     * @param name null for signs of life
     * @param data empty for these
     */
    record Event(String id, @Nullable String name, String data) {}

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Event> events = new CopyOnWriteArrayList<>();

    Listener(HttpRequest request) {
        List<String> lines = new ArrayList<>();
        var _ = client.sendAsync(request, BodyHandlers.fromLineSubscriber(new LineReader(line -> {
            if (!line.isEmpty()) {
                lines.add(line);
                return;
            }
            events.add(new Event(
                    String.valueOf(field(lines, "id:")),
                    field(lines, "event:"),
                    String.valueOf(field(lines, "data:"))));
            lines.clear();
        })));
    }

    private static @Nullable String field(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()))
                .findFirst()
                .orElse(null);
    }

    List<Event> events() {
        return List.copyOf(events);
    }

    /** Those that say something. */
    List<Event> news() {
        return events.stream().filter(event -> event.name() != null).toList();
    }

    String lastId() {
        return events.getLast().id();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
