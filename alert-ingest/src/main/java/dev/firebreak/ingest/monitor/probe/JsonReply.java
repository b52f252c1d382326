package dev.firebreak.ingest.monitor.probe;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** JSON from outside, within bounds. */
final class JsonReply {
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(64)
                            .maxStringLength(256 * 1024)
                            .maxTokenCount(50_000)
                            .build())
                    .build())
            .build();

    private JsonReply() {}

    /** As maps, lists, texts, numbers; empty when it is not JSON, or null. */
    static Optional<Object> read(byte[] body) {
        try {
            return Optional.ofNullable(JSON.readValue(new String(body, StandardCharsets.UTF_8), Object.class));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
