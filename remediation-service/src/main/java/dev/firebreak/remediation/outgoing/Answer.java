package dev.firebreak.remediation.outgoing;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** What came of a call. The difference that counts: whether it can have reached the target. */
public sealed interface Answer {
    /** @param body at most 1 MiB */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Reply(int status, byte[] body) implements Answer {
        private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(64)
                                .maxStringLength(256 * 1024)
                                .maxTokenCount(50_000)
                                .build())
                        .build())
                .build();

        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        /** The body as maps, lists, texts, numbers; empty when it is not JSON. */
        public Optional<Object> json() {
            try {
                return Optional.ofNullable(JSON.readValue(new String(body, StandardCharsets.UTF_8), Object.class));
            } catch (JacksonException e) {
                return Optional.empty();
            }
        }

        /** The value at a dotted path such as {@code state} or {@code data.breaker.state}; null when there is none. */
        public @Nullable Object at(String path) {
            Object value = json().orElse(null);
            for (String name : path.split("\\.", -1)) {
                value = value instanceof Map<?, ?> map ? map.get(name) : null;
            }
            return value;
        }
    }

    /** It did not leave this process. */
    record NotSent(String reason) implements Answer {}

    /** No answer: whether it arrived is not known. */
    record Lost(String reason) implements Answer {}
}
