package dev.firebreak.catalog.mapping;

import dev.firebreak.model.Link;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a mapping made of a message, or of one item of it. */
public sealed interface Mapped {
    /** @param texts the fields that have a value, always a name; as the tool wrote them */
    record Alert(
            Map<AlertField, String> texts,
            Map<String, String> labels,
            Map<String, String> annotations,
            List<Link> links)
            implements Mapped {
        public Alert {
            texts = Map.copyOf(texts);
            labels = Map.copyOf(labels);
            annotations = Map.copyOf(annotations);
            links = List.copyOf(links);
        }

        /** Null when it has no value. */
        public @Nullable String text(AlertField field) {
            return texts.get(field);
        }
    }

    /** @param reason one of the few words that the mapping is written with */
    record Dropped(String reason) implements Mapped {}

    /** It is not what the mapping is written for. */
    record Unfit(String reason) implements Mapped {}
}
