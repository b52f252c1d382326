package dev.firebreak.ingest.vercel;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Labels of what is known. */
final class Labels {
    private final Map<String, String> labels = new LinkedHashMap<>();

    static Labels of(VercelEvent event) {
        return new Labels().with("project_id", event.projectId()).with("team_id", event.teamId());
    }

    Labels with(String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            labels.put(name, value);
        }
        return this;
    }

    Map<String, String> map() {
        return labels;
    }
}
